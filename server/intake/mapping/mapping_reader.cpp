#include "intake/mapping/mapping_reader.hpp"

#include <algorithm>
#include <charconv>

namespace dealbell::intake {
namespace {

constexpr std::size_t errors_max = 100;

// The name as a step of a JSON pointer.
std::string pointer_step(std::string_view name) {
  std::string out = "/";
  for (const char c : name) {
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out += c;
  }
  return out;
}

}  // namespace

JsonPlace JsonPlace::member(std::size_t i) const {
  return {&value->items[i], pointer + pointer_step(value->names[i])};
}

JsonPlace JsonPlace::element(std::size_t i) const {
  return {&value->items[i], pointer + "/" + std::to_string(i)};
}

void MappingReader::add_error(const JsonPlace& place, std::string message) {
  if (errors.size() < errors_max)
    errors.push_back(error(Errc::bad_value, std::move(message), place.pointer));
}

bool MappingReader::is_object(const JsonPlace& place) {
  if (place.is(Value::Kind::object)) return true;
  add_error(place, "expected an object");
  return false;
}

bool MappingReader::is_array(const JsonPlace& place) {
  if (place.is(Value::Kind::array)) return true;
  add_error(place, "expected a list");
  return false;
}

std::optional<JsonPlace> MappingReader::optional(const JsonPlace& object,
                                                 std::string_view name) const {
  const auto* found = object.value->find(name);
  if (!found) return std::nullopt;
  return JsonPlace{found, object.pointer + pointer_step(name)};
}

std::optional<JsonPlace> MappingReader::required(const JsonPlace& object, std::string_view name) {
  auto found = optional(object, name);
  if (!found)
    add_error({object.value, object.pointer + pointer_step(name)},
              std::string(name) + " is missing");
  return found;
}

void MappingReader::allow_only(const JsonPlace& object,
                               std::initializer_list<std::string_view> names) {
  for (std::size_t i = 0; i < object.size(); ++i)
    if (std::ranges::find(names, object.value->names[i]) == names.end())
      add_error(object.member(i), "unknown member: expected " + one_of(names));
}

std::string MappingReader::text(const JsonPlace& place) {
  if (place.is(Value::Kind::string)) return place.value->text;
  add_error(place, "expected text");
  return {};
}

std::vector<std::string> MappingReader::texts(const JsonPlace& place) {
  if (!place.is(Value::Kind::array)) return {text(place)};
  std::vector<std::string> all;
  for (std::size_t i = 0; i < place.size(); ++i) all.push_back(text(place.element(i)));
  return all;
}

bool MappingReader::boolean(const JsonPlace& place) {
  if (!place.is(Value::Kind::boolean)) add_error(place, "expected true or false");
  return place.value->flag;
}

std::optional<std::int64_t> MappingReader::integer(const JsonPlace& place, std::int64_t min,
                                                   std::int64_t max) {
  std::int64_t n = 0;
  const auto& text = place.value->text;
  const auto [stop, ec] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (place.is(Value::Kind::number) && ec == std::errc{} && stop == text.data() + text.size() &&
      n >= min && n <= max)
    return n;
  add_error(place,
            "expected a whole number from " + std::to_string(min) + " to " + std::to_string(max));
  return std::nullopt;
}

std::string one_of(const std::vector<std::string>& words) {
  std::string all;
  for (std::size_t i = 0; i < words.size(); ++i)
    all += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + words[i];
  return all;
}

std::string one_of(std::initializer_list<std::string_view> words) {
  return one_of(std::vector<std::string>(words.begin(), words.end()));
}

}  // namespace dealbell::intake
