#include "intake/mapping/mapping_reader.hpp"

#include <algorithm>

namespace dealbell::intake {
namespace {

using Kind = Guard::Kind;

constexpr std::pair<std::string_view, Kind> guard_words[] = {
    {"eq", Kind::eq},   {"in", Kind::in},   {"glob", Kind::glob},    {"exists", Kind::exists},
    {"all", Kind::all}, {"any", Kind::any}, {"not", Kind::negation},
};

// [expression, `second`]
bool is_pair(MappingReader& reader, const JsonPlace& place, const char* second) {
  if (!reader.is_array(place)) return false;
  if (place.size() == 2) return true;
  reader.add_error(place, std::string("expected a list of an expression and ") + second);
  return false;
}

// The second operand of eq is a constant unless it is a path or an object.
void read_eq(MappingReader& reader, const JsonPlace& place, Guard& guard) {
  if (!is_pair(reader, place, "the value to compare with")) return;
  guard.of.push_back(reader.expression(place.element(0)));
  const auto other = place.element(1);
  const bool path = other.is(Value::Kind::string) && is_path(other.value->text);
  if (path || !other.value->is_scalar())
    guard.of.push_back(reader.expression(other));
  else
    guard.values.push_back(*other.value);
}

void read_in(MappingReader& reader, const JsonPlace& place, Guard& guard) {
  if (!is_pair(reader, place, "a list of constants")) return;
  guard.of.push_back(reader.expression(place.element(0)));
  const auto list = place.element(1);
  if (!reader.is_array(list)) return;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (!list.value->items[i].is_scalar()) reader.add_error(list.element(i), "expected a constant");
    guard.values.push_back(list.value->items[i]);
  }
}

void read_glob(MappingReader& reader, const JsonPlace& place, Guard& guard) {
  if (!is_pair(reader, place, "a pattern such as \"deal.*\"")) return;
  guard.of.push_back(reader.expression(place.element(0)));
  guard.pattern = reader.text(place.element(1));
  if (guard.pattern.size() > 200)
    reader.add_error(place.element(1), "a pattern may have at most 200 bytes");
}

void read_parts(MappingReader& reader, const JsonPlace& place, Guard& guard) {
  if (!reader.is_array(place)) return;
  if (place.size() == 0) reader.add_error(place, "expected at least one condition");
  for (std::size_t i = 0; i < place.size(); ++i)
    guard.parts.push_back(reader.guard(place.element(i)));
}

}  // namespace

Guard MappingReader::guard(const JsonPlace& place) {
  Guard guard;
  if (!is_object(place)) return guard;
  if (place.size() != 1) {
    add_error(place, "a condition has one operator: combine several with all or any");
    return guard;
  }
  const auto& name = place.value->names[0];
  const auto* found = std::ranges::find(guard_words, name, [](const auto& w) { return w.first; });
  const auto operand = place.member(0);
  if (found == std::end(guard_words)) {
    add_error(operand, "unknown condition: expected eq, in, glob, exists, all, any or not");
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
