#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace dealbell::wire {

// A word of a format and its value: one table for reading and writing.
template <class Value>
struct Word {
  std::string_view text;
  Value value;
};

template <class Value, std::size_t n>
constexpr const Value* find(const Word<Value> (&words)[n], std::string_view text) {
  const auto* word =
      std::find_if(words, words + n, [&](const Word<Value>& w) { return w.text == text; });
  return word == words + n ? nullptr : &word->value;
}

// The value must be in the table.
template <class Value, std::size_t n>
constexpr std::string_view text_of(const Word<Value> (&words)[n], Value value) {
  return std::find_if(words, words + n, [&](const Word<Value>& w) { return w.value == value; })
      ->text;
}

}  // namespace dealbell::wire
