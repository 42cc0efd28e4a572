#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "wire/event_values.hpp"
#include "wire/json_cursor.hpp"

namespace dealbell::wire {

// Reads a document that people write by hand: goes on after a mistake and keeps them all, each with
// its JSON pointer. Values are read from checked JSON.
class DocumentReader {
 public:
  using Keys = std::span<const std::string_view>;  // at most 64

  // Calls each(key, value, pointer) for every member whose name is among `keys`. Other names and
  // repeated ones are mistakes, as is a value that is not an object.
  template <class Each>
  void members(JsonCursor object, const std::string& pointer, Keys keys, Each each);

  // Calls each(value, pointer) for every element. A value that is not an array is a mistake.
  template <class Each>
  void elements(JsonCursor array, const std::string& pointer, Each each);

  // Reads one value with `take`; false after noting a mistake.
  template <class Value, class Take>
  bool value(JsonCursor json, const std::string& pointer, Value& out, Take take_value) {
    return fits(pointer, take_value(json, out));
  }
  template <class Value>
  bool value(JsonCursor json, const std::string& pointer, Value& out) {
    return fits(pointer, take(json, out));
  }

  void complain(Errc code, std::string message, std::string pointer);
  std::vector<Error> mistakes() && { return std::move(mistakes_); }
  bool clean() const { return mistakes_.empty(); }

 private:
  bool fits(const std::string& pointer, const Result<>& taken);
  // The index of `name` in `keys`; keys.size() after noting that it is not there.
  std::size_t known(std::string_view name, const std::string& pointer, Keys keys);

  std::vector<Error> mistakes_;
};

template <class Each>
void DocumentReader::members(JsonCursor object, const std::string& pointer, Keys keys, Each each) {
  if (object.kind() != JsonKind::object)
    return void(fits(pointer, unexpected(object, "an object")));
  std::uint64_t seen = 0;
  (void)object.take_object([&](std::string_view name, JsonCursor& json) -> Result<> {
    const auto at = pointer + pointer_step(name);
    const JsonCursor value(json.take_raw());
    const auto index = known(name, at, keys);
    if (index == keys.size()) return {};
    const auto bit = std::uint64_t{1} << index;
    if (std::exchange(seen, seen | bit) & bit)
      complain(Errc::bad_value, "this key is given twice", at);
    else
      each(keys[index], value, at);
    return {};
  });
}

template <class Each>
void DocumentReader::elements(JsonCursor array, const std::string& pointer, Each each) {
  if (array.kind() != JsonKind::array) return void(fits(pointer, unexpected(array, "an array")));
  std::size_t index = 0;
  (void)array.take_array([&](JsonCursor& json) -> Result<> {
    each(JsonCursor(json.take_raw()), pointer + "/" + std::to_string(index++));
    return {};
  });
}

}  // namespace dealbell::wire
