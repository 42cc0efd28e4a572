#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "wire/event_values.hpp"
#include "wire/json_cursor.hpp"
#include "wire/words.hpp"

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

  // Calls each(name, value, pointer) for every member, whatever its name, of at most `most`. More
  // of them and repeated ones are mistakes, as is a value that is not an object.
  template <class Each>
  void named(JsonCursor object, const std::string& pointer, std::size_t most, Each each);

  // Calls each(value, pointer) for every element of at most `most`. More of them are a mistake, as
  // is a value that is not an array.
  template <class Each>
  void elements(JsonCursor array, const std::string& pointer, std::size_t most, Each each);

  // Reads one value with `take`; false after noting a mistake.
  template <class Value, class Take>
  bool value(JsonCursor json, const std::string& pointer, Value& out, Take take_value) {
    return fits(pointer, take_value(json, out));
  }
  template <class Value>
  bool value(JsonCursor json, const std::string& pointer, Value& out) {
    return fits(pointer, take(json, out));
  }

  // Reads one of `words`; anything else is a mistake that lists them.
  template <class Value, std::size_t n>
  bool word(JsonCursor json, const std::string& pointer, const Word<Value> (&words)[n], Value& out);
  bool one_of(JsonCursor json, const std::string& pointer, Keys words, std::string& out);
  bool among(std::string_view text, const std::string& pointer, Keys words);

  void complain(Errc code, std::string message, std::string pointer);
  std::vector<Error> mistakes() && { return std::move(mistakes_); }
  // Whether further mistakes are dropped, and so need not be looked into.
  bool full() const { return mistakes_.size() >= mistakes_max; }

 private:
  static constexpr std::size_t mistakes_max = 100;  // nobody reads more

  bool fits(const std::string& pointer, const Result<>& taken);
  // The index of `name` in `keys`; keys.size() after noting that it is not there.
  std::size_t known(std::string_view name, const std::string& pointer, Keys keys);
  void too_many(const std::string& pointer, std::size_t most, const char* what);

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
void DocumentReader::named(JsonCursor object, const std::string& pointer, std::size_t most,
                           Each each) {
  if (object.kind() != JsonKind::object)
    return void(fits(pointer, unexpected(object, "an object")));
  std::unordered_set<std::string> seen;
  (void)object.take_object([&](std::string_view taken, JsonCursor& json) -> Result<> {
    const std::string name(taken);
    const auto at = pointer + pointer_step(name);
    const JsonCursor value(json.take_raw());
    if (seen.size() == most) {
      too_many(pointer, most, "entries");
      return error(Errc::too_many, {});  // ends the walk
    }
    if (seen.insert(name).second)
      each(name, value, at);
    else
      complain(Errc::bad_value, "this key is given twice", at);
    return {};
  });
}

template <class Each>
void DocumentReader::elements(JsonCursor array, const std::string& pointer, std::size_t most,
                              Each each) {
  if (array.kind() != JsonKind::array) return void(fits(pointer, unexpected(array, "an array")));
  std::size_t index = 0;
  (void)array.take_array([&](JsonCursor& json) -> Result<> {
    if (index == most) {
      too_many(pointer, most, "elements");
      return error(Errc::too_many, {});  // ends the walk
    }
    each(JsonCursor(json.take_raw()), pointer + "/" + std::to_string(index++));
    return {};
  });
}

template <class Value, std::size_t n>
bool DocumentReader::word(JsonCursor json, const std::string& pointer,
                          const Word<Value> (&words)[n], Value& out) {
  std::string text;
  if (!value(json, pointer, text)) return false;
  if (const auto* meaning = find(words, text)) {
    out = *meaning;
    return true;
  }
  std::string_view known_words[n];
  std::transform(words, words + n, known_words, [](const Word<Value>& w) { return w.text; });
  return among(text, pointer, known_words);
}

}  // namespace dealbell::wire
