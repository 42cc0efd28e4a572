#include <algorithm>

#include "intake/mapping/read_operators.hpp"

namespace dealbell::intake {
namespace {

constexpr std::size_t depth_max = 200;  // of expressions in expressions, through lets

std::vector<Operator> all_operators() {
  std::vector<Operator> all;
  for (const auto& group : {choice_operators(), text_operators()})
    all.insert(all.end(), group.begin(), group.end());
  return all;
}

std::string operator_names() {
  std::vector<std::string> names;
  for (const auto& op : all_operators()) names.emplace_back(op.name);
  return listed(names);
}

}  // namespace

Expressions one(Reading& reading, const Place& place) {
  Expressions of;
  of.push_back(reading.expression(place));
  return of;
}

Expressions option(Reading& reading, const Place& whole, std::string_view name) {
  const auto place = reading.may(whole, name);
  return place ? one(reading, *place) : Expressions{};
}

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
  static const auto operators = all_operators();
  const auto found = std::ranges::find_if(
      operators, [&](const Operator& op) { return place.value->find(op.name) != nullptr; });
  if (found == operators.end()) {
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
