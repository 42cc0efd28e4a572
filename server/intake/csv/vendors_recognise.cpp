#include <algorithm>

#include "intake/csv/vendors.hpp"
#include "intake/csv/words.hpp"

namespace dealbell::intake {
namespace {

// Whether `condition` is true for a part of the list. Stops at the first one.
bool any_part(std::string_view list, char separator, const auto& condition) {
  while (!list.empty()) {
    const auto end = std::min(list.find(separator), list.size());
    if (condition(list.substr(0, end))) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

// The plain word of a header, without the record's name before it, as in "Deal - Title".
std::string word_without_record(std::string_view name) {
  for (const std::string_view prefix : {"Deal - ", "Deal : ", "Deal: ", "Opportunity: "})
    if (name.starts_with(prefix)) return plain_word(name.substr(prefix.size()));
  return plain_word(name);
}

}  // namespace

std::string find_column(const std::vector<std::string>& header, std::string_view words) {
  std::string found;
  any_part(words, ' ', [&](std::string_view word) {
    const auto column = std::ranges::find(header, word, word_without_record);
    if (column != header.end()) found = *column;
    return column != header.end();
  });
  return found;
}

const Vendor* recognise(const std::vector<std::string>& header) {
  const auto lacks = [&](std::string_view word) { return find_column(header, word).empty(); };
  for (const auto& vendor : vendors())
    if (any_part(vendor.marks, '|',
                 [&](std::string_view marks) { return !any_part(marks, ' ', lacks); }))
      return &vendor;
  return nullptr;
}

}  // namespace dealbell::intake
