#include "wire/document_reader.hpp"

#include <algorithm>

#include "wire/suggest.hpp"

namespace dealbell::wire {
namespace {

constexpr std::size_t mistakes_max = 100;

}  // namespace

void DocumentReader::complain(Errc code, std::string message, std::string pointer) {
  if (mistakes_.size() < mistakes_max)
    mistakes_.push_back(error(code, std::move(message), std::move(pointer)));
}

bool DocumentReader::fits(const std::string& pointer, const Result<>& taken) {
  if (taken) return true;
  const auto mistake = taken.error();
  complain(mistake.code, mistake.message, pointer + mistake.pointer);
  return false;
}

std::size_t DocumentReader::known(std::string_view name, const std::string& pointer, Keys keys) {
  const auto key = std::find(keys.begin(), keys.end(), name);
  if (key != keys.end()) return static_cast<std::size_t>(key - keys.begin());
  const auto meant = nearest(name, keys);
  complain(Errc::bad_value,
           meant.empty() ? "this key is not known"
                         : "this key is not known: did you mean \"" + std::string(meant) + "\"?",
           pointer);
  return keys.size();
}

}  // namespace dealbell::wire
