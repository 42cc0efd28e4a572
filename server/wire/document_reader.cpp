#include "wire/document_reader.hpp"

#include <algorithm>

#include "base/suggest.hpp"

namespace dealbell::wire {

void DocumentReader::add_error(Errc code, std::string message, std::string pointer) {
  if (!full()) errors_.push_back(error(code, std::move(message), std::move(pointer)));
}

bool DocumentReader::succeeded(const std::string& pointer, const Result<>& taken) {
  if (taken) return true;
  const auto failure = taken.error();
  add_error(failure.code, failure.message, pointer + failure.pointer);
  return false;
}

bool DocumentReader::one_of(JsonCursor json, const std::string& pointer, Keys words,
                            std::string& out) {
  return value(json, pointer, out) && among(out, pointer, words);
}

bool DocumentReader::among(std::string_view text, const std::string& pointer, Keys words) {
  if (std::find(words.begin(), words.end(), text) != words.end()) return true;
  if (full()) return false;
  auto message = "\"" + std::string(text.substr(0, 40)) + "\" is not known: ";
  if (const auto meant = nearest(text, words); !meant.empty())
    message += "did you mean \"" + std::string(meant) + "\"? Possible values are ";
  else
    message += "expected ";
  for (std::size_t i = 0; i < words.size(); ++i)
    message += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + std::string(words[i]);
  add_error(Errc::bad_value, std::move(message), pointer);
  return false;
}

void DocumentReader::too_many(const std::string& pointer, std::size_t most, const char* what) {
  add_error(Errc::bad_value, "at most " + std::to_string(most) + " " + what, pointer);
}

std::size_t DocumentReader::known(std::string_view name, const std::string& pointer, Keys keys) {
  const auto key = std::find(keys.begin(), keys.end(), name);
  if (key != keys.end()) return static_cast<std::size_t>(key - keys.begin());
  const auto meant = nearest(name, keys);
  add_error(Errc::bad_value,
            meant.empty() ? "this key is not known"
                          : "this key is not known: did you mean \"" + std::string(meant) + "\"?",
            pointer);
  return keys.size();
}

}  // namespace dealbell::wire
