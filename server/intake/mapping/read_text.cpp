#include "intake/mapping/exact_decimal.hpp"
#include "intake/mapping/read_operators.hpp"

namespace dealbell::intake {
namespace {

// [expression, constant text]
std::optional<std::pair<Expressions, std::string>> with_text(Reading& reading, const Place& place) {
  if (!reading.is_array(place)) return std::nullopt;
  if (place.size() != 2) {
    reading.mistake(place, "expected a list of an expression and a text");
    return std::nullopt;
  }
  auto text = reading.text(place.element(1));
  if (text.empty()) reading.mistake(place.element(1), "the text must not be empty");
  return std::pair{one(reading, place.element(0)), std::move(text)};
}

template <bool after>
Expression read_cut(Reading& reading, const Place&, const Place& operand) {
  auto parts = with_text(reading, operand);
  if (!parts) return {};
  return {Cut{std::move(parts->first), std::move(parts->second), after}};
}

Expression read_concat(Reading& reading, const Place& whole, const Place& operand) {
  const auto with = reading.may(whole, "with");
  return {Concat{reading.expressions(operand, 1), with ? reading.text(*with) : ""}};
}

Expression read_split(Reading& reading, const Place& whole, const Place& operand) {
  Split split{one(reading, operand), {}};
  if (const auto by = reading.want(whole, "by")) split.by = reading.text(*by);
  if (split.by.empty()) reading.mistake(whole, "split needs a text in \"by\"");
  if (const auto at = reading.want(whole, "at")) split.at = reading.whole(*at, -99, 99).value_or(0);
  return {std::move(split)};
}

void read_decimals(Reading& reading, const Place& place, Number& number) {
  if (!reading.is_object(place)) return;
  for (std::size_t i = 0; i < place.size(); ++i)
    if (const auto n = reading.whole(place.member(i), 0, 4))
      number.decimals.emplace(place.value->names[i], static_cast<int>(*n));
}

Expression read_number(Reading& reading, const Place& whole, const Place& operand) {
  Number number;
  number.of = one(reading, operand);
  number.currency = option(reading, whole, "currency");
  if (const auto decimals = reading.may(whole, "decimals"))
    read_decimals(reading, *decimals, number);
  if (const auto scale = reading.may(whole, "scale")) {
    const auto shift =
        scale->is(Value::Kind::number) ? power_of_ten(scale->value->text) : std::optional<int>();
    if (!shift) reading.mistake(*scale, "a scale is a power of ten, such as 0.01");
    number.shift = shift.value_or(0);
  }
  if (const auto mark = reading.may(whole, "decimal")) {
    const auto text = reading.text(*mark);
    if (text != "." && text != ",") reading.mistake(*mark, "a decimal mark is . or ,");
    number.decimal_mark = text.empty() ? '.' : text.front();
  }
  if (const auto round = reading.may(whole, "round"))
    number.round = static_cast<int>(reading.whole(*round, 0, 4).value_or(0));
  return {std::move(number)};
}

Expression read_time(Reading& reading, const Place& whole, const Place& operand) {
  Time time{one(reading, operand), TimeFormat::iso, {}};
  if (const auto as = reading.want(whole, "as")) {
    const auto format = time_format(reading.text(*as));
    if (!format) reading.mistake(*as, "expected s, ms, us, iso, utc, dotnet, rfc2822 or date");
    time.format = format.value_or(TimeFormat::iso);
  }
  const auto zone = reading.may(whole, "zone");
  if (time.format == TimeFormat::date)
    time.zone = reading.zone(whole);
  else if (zone)
    reading.mistake(*zone, "only a date has a zone");
  return {std::move(time)};
}

Expression read_day(Reading& reading, const Place& whole, const Place& operand) {
  return {DayOf{one(reading, operand), reading.zone(whole)}};
}

Expression read_duration(Reading& reading, const Place& whole, const Place& operand) {
  Duration duration{one(reading, operand)};
  if (const auto as = reading.want(whole, "as")) {
    const auto format = duration_format(reading.text(*as));
    if (!format) reading.mistake(*as, "expected s, ms or clock");
    duration.format = format.value_or(DurationFormat::s);
  }
  return {std::move(duration)};
}

Expression read_bool(Reading& reading, const Place&, const Place& operand) {
  return {Truth{one(reading, operand)}};
}
Expression read_text(Reading& reading, const Place&, const Place& operand) {
  return {Text{one(reading, operand)}};
}
Expression read_lower(Reading& reading, const Place&, const Place& operand) {
  return {Text{one(reading, operand), true}};
}
Expression read_hash(Reading& reading, const Place&, const Place& operand) {
  return {Hash{one(reading, operand)}};
}

const Operator text_table[] = {
    {"concat", read_concat, {"concat", "with"}},
    {"after", read_cut<true>, {"after"}},
    {"before", read_cut<false>, {"before"}},
    {"split", read_split, {"split", "by", "at"}},
    {"num", read_number, {"num", "scale", "currency", "decimals", "decimal", "round"}},
    {"time", read_time, {"time", "as", "zone"}},
    {"day", read_day, {"day", "zone"}},
    {"duration", read_duration, {"duration", "as"}},
    {"bool", read_bool, {"bool"}},
    {"text", read_text, {"text"}},
    {"lower", read_lower, {"lower"}},
    {"hash", read_hash, {"hash"}},
};

}  // namespace

std::span<const Operator> text_operators() { return text_table; }

}  // namespace dealbell::intake
