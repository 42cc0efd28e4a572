#include "intake/mapping/mapping_reader.hpp"

#include <algorithm>

#include "intake/mapping/read_operators.hpp"

namespace dealbell::intake {
namespace {

constexpr std::size_t depth_max = 200;  // of nested expressions, including those of lets

std::string operator_names() {
  std::vector<std::string> names;
  for (const auto& op : all_operators()) names.emplace_back(op.name);
  return one_of(names);
}

}  // namespace

void MappingReader::check_depth(const JsonPlace& place, std::size_t levels) {
  deepest_ = std::max(deepest_, depth_ + levels);
  if (depth_ + levels > depth_max)
    add_error(place, "expressions are nested deeper than 200 levels");
}

Expression MappingReader::path_or_let(const JsonPlace& place) {
  const auto& text = place.value->text;
  if (!is_path(text)) {
    const auto known = lets_.find(text);
    if (known != lets_.end()) {
      check_depth(place, known->second.depth);
      return {Let{known->second.index}};
    }
    add_error(place, "\"" + text.substr(0, 40) +
                         "\" is not a \"let\" defined above; a path begins with $, "
                         "and a constant is written {\"const\": \"" +
                         text.substr(0, 40) + "\"}");
    return {};
  }
  auto path = parse_path(text);
  if (!path) {
    add_error(place, path.error().message);
    return {};
  }
  if (path->fans_out()) add_error(place, "only \"each\" may contain [*]");
  return {std::move(*path)};
}

Expression MappingReader::operation(const JsonPlace& place) {
  const auto& operators = all_operators();
  const auto found = std::ranges::find_if(
      operators, [&](const Operator& op) { return place.value->find(op.name) != nullptr; });
  if (found == operators.end()) {
    add_error(place, "no known operator: expected " + operator_names());
    return {};
  }
  allow_only(place, found->members);
  return found->read(*this, place, *optional(place, found->name));
}

Expression MappingReader::expression(const JsonPlace& place) {
  ++depth_;
  check_depth(place, 0);
  Expression result;
  if (place.is(Value::Kind::string))
    result = path_or_let(place);
  else if (place.is(Value::Kind::object))
    result = operation(place);
  else
    add_error(place,
              "expected a path, the name of a let or an object with an operator; a constant is "
              "written {\"const\": …}");
  --depth_;
  return result;
}

Expressions MappingReader::expressions(const JsonPlace& array, std::size_t min) {
  if (!is_array(array)) return {};
  if (array.size() < min) add_error(array, "expected at least one expression");
  Expressions all;
  for (std::size_t i = 0; i < array.size(); ++i) all.push_back(expression(array.element(i)));
  return all;
}

void MappingReader::read_lets(const JsonPlace& object, Plan& plan) {
  if (!is_object(object)) return;
  for (std::size_t i = 0; i < object.size(); ++i) {
    const auto place = object.member(i);
    if (is_path(object.value->names[i]))
      add_error(place, "the name of a let must not look like a path");
    deepest_ = 0;
    plan.lets.push_back(expression(place));
    lets_.insert({object.value->names[i], {plan.lets.size() - 1, deepest_}});
  }
}

std::optional<core::Calendar> MappingReader::zone(const JsonPlace& object) {
  const auto place = optional(object, "zone");
  if (!place) return std::nullopt;
  core::CalendarRules rules;
  rules.zone = text(*place);
  auto calendar = core::Calendar::create(rules);
  if (calendar) return std::move(*calendar);
  add_error(*place, calendar.error().message);
  return std::nullopt;
}

}  // namespace dealbell::intake
