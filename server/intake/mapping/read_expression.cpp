#include <algorithm>

#include "intake/mapping/exact_decimal.hpp"
#include "intake/mapping/reading.hpp"

namespace dealbell::intake {
namespace {

constexpr std::size_t depth_max = 200;  // of expressions in expressions, through lets

// What is read of an operator: the object it stands in, and its operand.
using Read = Expression (*)(Reading&, const Place& whole, const Place& operand);

Expressions one(Reading& reading, const Place& place) {
  Expressions of;
  of.push_back(reading.expression(place));
  return of;
}

Expressions option(Reading& reading, const Place& whole, std::string_view name) {
  const auto place = reading.may(whole, name);
  return place ? one(reading, *place) : Expressions{};
}

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

Expression read_const(Reading& reading, const Place&, const Place& operand) {
  if (!operand.value->is_scalar())
    reading.mistake(operand, "a constant is a text, a number, true, false or null");
  return {Constant{*operand.value}};
}

Expression read_header(Reading& reading, const Place&, const Place& operand) {
  auto name = reading.text(operand);
  if (std::ranges::any_of(name, [](char c) { return c >= 'A' && c <= 'Z'; }))
    reading.mistake(operand, "write the name of a header in lower case");
  return {HeaderOf{std::move(name)}};
}

Expression read_query(Reading& reading, const Place&, const Place& operand) {
  return {QueryOf{reading.text(operand)}};
}

Expression read_received(Reading& reading, const Place&, const Place& operand) {
  if (!reading.flag(operand)) reading.mistake(operand, "expected true");
  return {ReceivedAt{}};
}

Expression read_first(Reading& reading, const Place&, const Place& operand) {
  return {First{reading.expressions(operand, 1)}};
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

// The key is a text, unless it is written as a path or as an object.
Expression read_pick(Reading& reading, const Place& whole, const Place& operand) {
  Pick pick{one(reading, operand)};
  if (const auto key = reading.want(whole, "key")) {
    const bool constant = key->is(Value::Kind::string) && !is_path(key->value->text);
    pick.of.push_back(constant ? Expression{Constant{*key->value}} : reading.expression(*key));
  }
  if (const auto by = reading.may(whole, "by")) pick.by = reading.text(*by);
  if (const auto value = reading.may(whole, "value")) pick.value = reading.text(*value);
  return {std::move(pick)};
}

Expression read_get(Reading& reading, const Place&, const Place& operand) {
  if (!reading.is_array(operand)) return {};
  if (operand.size() != 2) {
    reading.mistake(operand, "expected a list of an expression and a name or number");
    return {};
  }
  Get get{one(reading, operand.element(0)), {}};
  const auto step = operand.element(1);
  if (step.is(Value::Kind::number)) {
    get.step.kind = Step::Kind::index;
    get.step.index = reading.whole(step, -999'999, 999'999).value_or(0);
  } else {
    get.step.name = reading.text(step);
  }
  return {std::move(get)};
}

Expression read_map(Reading& reading, const Place& whole, const Place& operand) {
  MapTo map{one(reading, operand), {}, option(reading, whole, "else")};
  const auto to = reading.want(whole, "to");
  if (!to || !reading.is_object(*to)) return {std::move(map)};
  for (std::size_t i = 0; i < to->size(); ++i) {
    if (!to->value->items[i].is_scalar())
      reading.mistake(to->member(i), "a map gives a text, a number, true, false or null");
    map.to.emplace(to->value->names[i], to->value->items[i]);
  }
  return {std::move(map)};
}

Expression read_case(Reading& reading, const Place& whole, const Place& operand) {
  Case made{{}, option(reading, whole, "else")};
  if (!reading.is_array(operand)) return {};
  for (std::size_t i = 0; i < operand.size(); ++i) {
    const auto branch = operand.element(i);
    if (!reading.is_array(branch)) continue;
    if (branch.size() != 2) {
      reading.mistake(branch, "expected a list of a condition and an expression");
      continue;
    }
    auto guard = reading.guard(branch.element(0));
    made.when.emplace_back(std::move(guard), reading.expression(branch.element(1)));
  }
  return {std::move(made)};
}

Expression read_lookup(Reading& reading, const Place& whole, const Place& operand) {
  Lookup lookup{reading.text(operand), {}, option(reading, whole, "else")};
  if (operand.is(Value::Kind::string) && !reading.tables.contains(lookup.table))
    reading.mistake(operand, "there is no such table under \"tables\"; it may be empty there");
  if (const auto of = reading.want(whole, "of")) lookup.of = one(reading, *of);
  return {std::move(lookup)};
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

struct Operator {
  std::string_view name;
  Read read;
  std::initializer_list<std::string_view> members;  // what may stand beside it, and itself
};
const Operator operators[] = {
    {"const", read_const, {"const"}},
    {"header", read_header, {"header"}},
    {"query", read_query, {"query"}},
    {"received_at", read_received, {"received_at"}},
    {"first", read_first, {"first"}},
    {"concat", read_concat, {"concat", "with"}},
    {"after", read_cut<true>, {"after"}},
    {"before", read_cut<false>, {"before"}},
    {"split", read_split, {"split", "by", "at"}},
    {"pick", read_pick, {"pick", "key", "by", "value"}},
    {"get", read_get, {"get"}},
    {"map", read_map, {"map", "to", "else"}},
    {"case", read_case, {"case", "else"}},
    {"lookup", read_lookup, {"lookup", "of", "else"}},
    {"num", read_number, {"num", "scale", "currency", "decimals", "decimal", "round"}},
    {"time", read_time, {"time", "as", "zone"}},
    {"day", read_day, {"day", "zone"}},
    {"duration", read_duration, {"duration", "as"}},
    {"bool", read_bool, {"bool"}},
    {"text", read_text, {"text"}},
    {"lower", read_lower, {"lower"}},
    {"hash", read_hash, {"hash"}},
};

std::string operator_names() {
  std::vector<std::string> names;
  for (const auto& op : operators) names.emplace_back(op.name);
  return listed(names);
}

}  // namespace

void Reading::go_deeper(const Place& place, std::size_t levels) {
  deepest_ = std::max(deepest_, depth_ + levels);
  if (depth_ + levels > depth_max) mistake(place, "expressions within expressions, 200 deep");
}

Expression Reading::path_or_let(const Place& place) {
  const auto& text = place.value->text;
  if (!is_path(text)) {
    const auto known = lets_.find(text);
    if (known != lets_.end()) {
      go_deeper(place, known->second.depth);
      return {Let{known->second.index}};
    }
    mistake(place, "\"" + text.substr(0, 40) +
                       "\" is no \"let\" above here; a path begins with $, "
                       "and a constant is written {\"const\": \"" +
                       text.substr(0, 40) + "\"}");
    return {};
  }
  auto path = parse_path(text);
  if (!path) {
    mistake(place, path.error().message);
    return {};
  }
  if (path->fans_out()) mistake(place, "only \"each\" may have [*]");
  return {std::move(*path)};
}

Expression Reading::operation(const Place& place) {
  const auto* found = std::ranges::find_if(
      operators, [&](const Operator& op) { return place.value->find(op.name) != nullptr; });
  if (found == std::end(operators)) {
    mistake(place, "no operator here: expected " + operator_names());
    return {};
  }
  only(place, found->members);
  return found->read(*this, place, *may(place, found->name));
}

Expression Reading::expression(const Place& place) {
  ++depth_;
  go_deeper(place, 0);
  Expression made;
  if (place.is(Value::Kind::string))
    made = path_or_let(place);
  else if (place.is(Value::Kind::object))
    made = operation(place);
  else
    mistake(place,
            "expected a path, the name of a let or an object with an operator; a constant is "
            "written {\"const\": …}");
  --depth_;
  return made;
}

Expressions Reading::expressions(const Place& array, std::size_t least) {
  if (!is_array(array)) return {};
  if (array.size() < least) mistake(array, "expected at least one expression");
  Expressions all;
  for (std::size_t i = 0; i < array.size(); ++i) all.push_back(expression(array.element(i)));
  return all;
}

void Reading::lets(const Place& object, Plan& plan) {
  if (!is_object(object)) return;
  for (std::size_t i = 0; i < object.size(); ++i) {
    const auto place = object.member(i);
    if (is_path(object.value->names[i])) mistake(place, "a let must not look like a path");
    deepest_ = 0;
    plan.lets.push_back(expression(place));
    lets_.insert({object.value->names[i], {plan.lets.size() - 1, deepest_}});
  }
}

core::Calendar Reading::zone(const Place& object) {
  core::CalendarRules rules;
  rules.zone = "UTC";
  const auto place = may(object, "zone");
  if (place) rules.zone = text(*place);
  auto calendar = core::Calendar::create(rules);
  if (calendar) return std::move(*calendar);
  mistake(*place, calendar.error().message);
  rules.zone = "UTC";
  return core::Calendar::create(rules).value();
}

}  // namespace dealbell::intake
