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

// Reads a document that people write by hand: continues after an error and collects all of them,
// each with its JSON pointer. Reads checked JSON.
class DocumentReader {
 public:
  using Keys = std::span<const std::string_view>;  // at most 64

  // Calls each(key, value, pointer) for every member whose name is one of `keys`. Other names,
  // repeated ones and a value that is not an object are errors.
  template <class Each>
  void members(JsonCursor object, const std::string& pointer, Keys keys, Each each);

  // Calls each(name, value, pointer) for every member, whatever its name. More than `most` of them,
  // repeated ones and a value that is not an object are errors.
  template <class Each>
  void named(JsonCursor object, const std::string& pointer, std::size_t most, Each each);

  // Calls each(value, pointer) for every element. More than `most` of them and a value that is not
  // an array are errors.
  template <class Each>
  void elements(JsonCursor array, const std::string& pointer, std::size_t most, Each each);

  // Reads one value with `take`; false after adding an error.
  template <class Value, class Take>
  bool value(JsonCursor json, const std::string& pointer, Value& out, Take take_value) {
    return succeeded(pointer, take_value(json, out));
  }
  template <class Value>
  bool value(JsonCursor json, const std::string& pointer, Value& out) {
    return succeeded(pointer, take(json, out));
  }

  // Reads one of `words`; anything else is an error that lists them.
  template <class Value, std::size_t n>
  bool word(JsonCursor json, const std::string& pointer, const Word<Value> (&words)[n], Value& out);
  bool one_of(JsonCursor json, const std::string& pointer, Keys words, std::string& out);
  bool among(std::string_view text, const std::string& pointer, Keys words);

  void add_error(Errc code, std::string message, std::string pointer);
  std::vector<Error> errors() && { return std::move(errors_); }
  // Whether further errors are dropped, so that the caller need not look for them.
  bool full() const { return errors_.size() >= errors_max; }

 private:
  static constexpr std::size_t errors_max = 100;  // enough for one round of corrections

  // False after adding the error, if there is one.
  bool succeeded(const std::string& pointer, const Result<>& taken);
  // The index of `name` in `keys`; keys.size() after adding the error that it is unknown.
  std::size_t known(std::string_view name, const std::string& pointer, Keys keys);
  void too_many(const std::string& pointer, std::size_t most, const char* what);

  std::vector<Error> errors_;
};

template <class Each>
void DocumentReader::members(JsonCursor object, const std::string& pointer, Keys keys, Each each) {
  if (object.kind() != JsonKind::object)
    return void(succeeded(pointer, unexpected(object, "an object")));
  std::uint64_t seen = 0;
  (void)object.take_object([&](std::string_view name, JsonCursor& json) -> Result<> {
    const auto at = pointer + pointer_step(name);
    const JsonCursor value(json.take_raw());
    const auto index = known(name, at, keys);
    if (index == keys.size()) return {};
    const auto bit = std::uint64_t{1} << index;
    if (std::exchange(seen, seen | bit) & bit)
      add_error(Errc::bad_value, "this key is given twice", at);
    else
      each(keys[index], value, at);
    return {};
  });
}

template <class Each>
void DocumentReader::named(JsonCursor object, const std::string& pointer, std::size_t most,
                           Each each) {
  if (object.kind() != JsonKind::object)
    return void(succeeded(pointer, unexpected(object, "an object")));
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
      add_error(Errc::bad_value, "this key is given twice", at);
    return {};
  });
}

template <class Each>
void DocumentReader::elements(JsonCursor array, const std::string& pointer, std::size_t most,
                              Each each) {
  if (array.kind() != JsonKind::array)
    return void(succeeded(pointer, unexpected(array, "an array")));
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
