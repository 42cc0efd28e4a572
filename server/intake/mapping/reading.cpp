#include "intake/mapping/reading.hpp"

#include <algorithm>
#include <charconv>

namespace dealbell::intake {
namespace {

constexpr std::size_t mistakes_max = 100;  // nobody reads more

std::string step(std::string_view name) {
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

Place Place::member(std::size_t i) const {
  return {&value->items[i], pointer + step(value->names[i])};
}

Place Place::element(std::size_t i) const {
  return {&value->items[i], pointer + "/" + std::to_string(i)};
}

void Reading::mistake(const Place& place, std::string message) {
  if (errors.size() < mistakes_max)
    errors.push_back(error(Errc::bad_value, std::move(message), place.pointer));
}

bool Reading::is_object(const Place& place) {
  if (place.is(Value::Kind::object)) return true;
  mistake(place, "expected an object");
  return false;
}

bool Reading::is_array(const Place& place) {
  if (place.is(Value::Kind::array)) return true;
  mistake(place, "expected a list");
  return false;
}

std::optional<Place> Reading::may(const Place& object, std::string_view name) const {
  const auto* found = object.value->find(name);
  if (!found) return std::nullopt;
  return Place{found, object.pointer + step(name)};
}

std::optional<Place> Reading::want(const Place& object, std::string_view name) {
  auto found = may(object, name);
  if (!found)
    mistake({object.value, object.pointer + step(name)}, std::string(name) + " is missing");
  return found;
}

void Reading::only(const Place& object, std::initializer_list<std::string_view> names) {
  for (std::size_t i = 0; i < object.size(); ++i)
    if (std::ranges::find(names, object.value->names[i]) == names.end())
      mistake(object.member(i), "not known here: expected " + listed(names));
}

std::string Reading::text(const Place& place) {
  if (place.is(Value::Kind::string)) return place.value->text;
  mistake(place, "expected text");
  return {};
}

std::vector<std::string> Reading::texts(const Place& place) {
  if (!place.is(Value::Kind::array)) return {text(place)};
  std::vector<std::string> all;
  for (std::size_t i = 0; i < place.size(); ++i) all.push_back(text(place.element(i)));
  return all;
}

bool Reading::flag(const Place& place) {
  if (!place.is(Value::Kind::boolean)) mistake(place, "expected true or false");
  return place.value->flag;
}

std::optional<std::int64_t> Reading::whole(const Place& place, std::int64_t least,
                                           std::int64_t most) {
  std::int64_t n = 0;
  const auto& text = place.value->text;
  const auto [stop, ec] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (place.is(Value::Kind::number) && ec == std::errc{} && stop == text.data() + text.size() &&
      n >= least && n <= most)
    return n;
  mistake(place,
          "expected a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  return std::nullopt;
}

std::string listed(const std::vector<std::string>& words) {
  std::string all;
  for (std::size_t i = 0; i < words.size(); ++i)
    all += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + words[i];
  return all;
}

std::string listed(std::initializer_list<std::string_view> words) {
  return listed(std::vector<std::string>(words.begin(), words.end()));
}

}  // namespace dealbell::intake
