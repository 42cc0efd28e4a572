#include "intake/mapping/exact_decimal.hpp"
#include "intake/mapping/read_operators.hpp"

namespace dealbell::intake {
namespace {

// [expression, constant text]
std::optional<std::pair<Expressions, std::string>> with_text(MappingReader& reader,
                                                             const JsonPlace& place) {
  if (!reader.is_array(place)) return std::nullopt;
  if (place.size() != 2) {
    reader.add_error(place, "expected a list of an expression and a text");
    return std::nullopt;
  }
  auto text = reader.text(place.element(1));
  if (text.empty()) reader.add_error(place.element(1), "the text must not be empty");
  return std::pair{one_expression(reader, place.element(0)), std::move(text)};
}

template <bool after>
Expression read_cut(MappingReader& reader, const JsonPlace&, const JsonPlace& operand) {
  auto parts = with_text(reader, operand);
  if (!parts) return {};
  return {Cut{std::move(parts->first), std::move(parts->second), after}};
}

Expression read_concat(MappingReader& reader, const JsonPlace& whole, const JsonPlace& operand) {
  const auto with = reader.optional(whole, "with");
  return {Concat{reader.expressions(operand, 1), with ? reader.text(*with) : ""}};
}

Expression read_split(MappingReader& reader, const JsonPlace& whole, const JsonPlace& operand) {
  Split split{one_expression(reader, operand), {}};
  if (const auto by = reader.required(whole, "by")) split.by = reader.text(*by);
  if (split.by.empty()) reader.add_error(whole, "\"by\" must not be empty");
  if (const auto at = reader.required(whole, "at"))
    split.at = reader.integer(*at, -99, 99).value_or(0);
  return {std::move(split)};
}

void read_decimals(MappingReader& reader, const JsonPlace& place, Number& number) {
  if (!reader.is_object(place)) return;
  for (std::size_t i = 0; i < place.size(); ++i)
    if (const auto n = reader.integer(place.member(i), 0, 4))
      number.decimals.emplace(place.value->names[i], static_cast<int>(*n));
}

Expression read_number(MappingReader& reader, const JsonPlace& whole, const JsonPlace& operand) {
  Number number;
  number.of = one_expression(reader, operand);
  number.currency = optional_expression(reader, whole, "currency");
  if (const auto decimals = reader.optional(whole, "decimals"))
    read_decimals(reader, *decimals, number);
  if (const auto scale = reader.optional(whole, "scale")) {
    const auto shift =
        scale->is(Value::Kind::number) ? power_of_ten(scale->value->text) : std::optional<int>();
    if (!shift) reader.add_error(*scale, "a scale must be a power of ten, such as 0.01");
    number.shift = shift.value_or(0);
  }
  if (const auto mark = reader.optional(whole, "decimal")) {
    const auto text = reader.text(*mark);
    if (text != "." && text != ",") reader.add_error(*mark, "a decimal mark must be . or ,");
    number.decimal_mark = text.empty() ? '.' : text.front();
  }
  if (const auto round = reader.optional(whole, "round"))
    number.round = static_cast<int>(reader.integer(*round, 0, 4).value_or(0));
  return {std::move(number)};
}

Expression read_time(MappingReader& reader, const JsonPlace& whole, const JsonPlace& operand) {
  Time time{one_expression(reader, operand)};
  if (const auto as = reader.required(whole, "as")) {
    const auto format = time_format(reader.text(*as));
    if (!format) reader.add_error(*as, "expected s, ms, us, iso, utc, dotnet, rfc2822 or date");
    time.format = format.value_or(TimeFormat::iso);
  }
  const auto zone = reader.optional(whole, "zone");
  // Ignored: a day is the same in every zone. Mappings of 0.1 may have it.
  if (time.format == TimeFormat::date)
    (void)reader.zone(whole);
  else if (zone)
    reader.add_error(*zone, "a zone is allowed only with \"as\": \"date\"");
  return {std::move(time)};
}

Expression read_day(MappingReader& reader, const JsonPlace& whole, const JsonPlace& operand) {
  return {DayOf{one_expression(reader, operand), reader.zone(whole)}};
}

Expression read_duration(MappingReader& reader, const JsonPlace& whole, const JsonPlace& operand) {
  Duration duration{one_expression(reader, operand)};
  if (const auto as = reader.required(whole, "as")) {
    const auto format = duration_format(reader.text(*as));
    if (!format) reader.add_error(*as, "expected s, ms or clock");
    duration.format = format.value_or(DurationFormat::s);
  }
  return {std::move(duration)};
}

Expression read_bool(MappingReader& reader, const JsonPlace&, const JsonPlace& operand) {
  return {Truth{one_expression(reader, operand)}};
}
Expression read_text(MappingReader& reader, const JsonPlace&, const JsonPlace& operand) {
  return {Text{one_expression(reader, operand)}};
}
Expression read_lower(MappingReader& reader, const JsonPlace&, const JsonPlace& operand) {
  return {Text{one_expression(reader, operand), true}};
}
Expression read_hash(MappingReader& reader, const JsonPlace&, const JsonPlace& operand) {
  return {Hash{one_expression(reader, operand)}};
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
