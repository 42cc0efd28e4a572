#include <algorithm>

#include "intake/mapping/reading.hpp"

namespace dealbell::intake {
namespace {

using Kind = Guard::Kind;

constexpr std::pair<std::string_view, Kind> words[] = {
    {"eq", Kind::eq},   {"in", Kind::in},   {"glob", Kind::glob},    {"exists", Kind::exists},
    {"all", Kind::all}, {"any", Kind::any}, {"not", Kind::negation},
};

// [expression, something]
bool is_pair(Reading& reading, const Place& place, const char* second) {
  if (!reading.is_array(place)) return false;
  if (place.size() == 2) return true;
  reading.mistake(place, std::string("expected a list of an expression and ") + second);
  return false;
}

// What eq compares with is a constant, unless it is written as a path or as an object.
void read_eq(Reading& reading, const Place& place, Guard& guard) {
  if (!is_pair(reading, place, "what it should be")) return;
  guard.of.push_back(reading.expression(place.element(0)));
  const auto other = place.element(1);
  const bool path = other.is(Value::Kind::string) && is_path(other.value->text);
  if (path || !other.value->is_scalar())
    guard.of.push_back(reading.expression(other));
  else
    guard.values.push_back(*other.value);
}

void read_in(Reading& reading, const Place& place, Guard& guard) {
  if (!is_pair(reading, place, "a list of constants")) return;
  guard.of.push_back(reading.expression(place.element(0)));
  const auto list = place.element(1);
  if (!reading.is_array(list)) return;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (!list.value->items[i].is_scalar()) reading.mistake(list.element(i), "expected a constant");
    guard.values.push_back(list.value->items[i]);
  }
}

void read_glob(Reading& reading, const Place& place, Guard& guard) {
  if (!is_pair(reading, place, "a pattern such as \"deal.*\"")) return;
  guard.of.push_back(reading.expression(place.element(0)));
  guard.pattern = reading.text(place.element(1));
  if (guard.pattern.size() > 200) reading.mistake(place.element(1), "at most 200 bytes");
}

void read_parts(Reading& reading, const Place& place, Guard& guard) {
  if (!reading.is_array(place)) return;
  if (place.size() == 0) reading.mistake(place, "expected at least one condition");
  for (std::size_t i = 0; i < place.size(); ++i)
    guard.parts.push_back(reading.guard(place.element(i)));
}

}  // namespace

Guard Reading::guard(const Place& place) {
  Guard guard;
  if (!is_object(place)) return guard;
  if (place.size() != 1) {
    mistake(place, "a condition has one operator: combine several with all or any");
    return guard;
  }
  const auto& name = place.value->names[0];
  const auto* found = std::ranges::find(words, name, [](const auto& w) { return w.first; });
  const auto operand = place.member(0);
  if (found == std::end(words)) {
    mistake(operand, "no condition: expected eq, in, glob, exists, all, any or not");
    return guard;
  }
  guard.kind = found->second;
  switch (guard.kind) {
    case Kind::eq:
      read_eq(*this, operand, guard);
      break;
    case Kind::in:
      read_in(*this, operand, guard);
      break;
    case Kind::glob:
      read_glob(*this, operand, guard);
      break;
    case Kind::exists:
      guard.of.push_back(expression(operand));
      break;
    case Kind::negation:
      guard.parts.push_back(this->guard(operand));
      break;
    case Kind::all:
    case Kind::any:
      read_parts(*this, operand, guard);
      break;
    case Kind::always:
      break;
  }
  return guard;
}

}  // namespace dealbell::intake
