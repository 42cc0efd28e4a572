#include <algorithm>
#include <set>

#include "intake/csv/table.hpp"
#include "intake/csv/vendors.hpp"
#include "intake/csv/words.hpp"
#include "intake/currency.hpp"
#include "intake/plain_word.hpp"

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

// The plain word of a header, without its position and the record's name before it, as in
// "Deal - Title".
std::string own_word(std::string_view header) {
  const auto name = without_position(header);
  for (const std::string_view prefix : {"Deal - ", "Deal : ", "Deal: ", "Opportunity: "})
    if (name.starts_with(prefix)) return plain_word(name.substr(prefix.size()));
  return plain_word(name);
}

}  // namespace

std::vector<std::string> find_columns(const std::vector<std::string>& header,
                                      std::string_view words) {
  std::vector<std::string> found;
  const auto collect = [&](std::string_view word, auto word_of) {
    for (const auto& name : header)
      if (word_of(name) == word) found.push_back(name);
    return !found.empty();
  };
  any_part(words, ' ', [&](std::string_view word) {
    return collect(word, own_word) || collect(word, [](std::string_view name) {
             return own_word(without_currency(without_position(name)));
           });
  });
  return found;
}

std::string find_column(const std::vector<std::string>& header, std::string_view words) {
  const auto found = find_columns(header, words);
  return found.empty() ? "" : found.front();
}

bool is_known_header(std::string_view name) {
  static const auto known = [] {
    std::set<std::string, std::less<>> words;
    for (std::size_t i = 0; i < csv_field_count; ++i)
      for (const auto word : header_words(static_cast<CsvField>(i))) words.emplace(word);
    for (const auto& vendor : vendors())
      for (const auto& column : vendor.columns)
        any_part(column.headers, ' ', [&](std::string_view word) {
          words.emplace(word);
          return false;
        });
    return words;
  }();
  const auto column = without_currency(without_position(name));
  return known.contains(own_word(name)) || known.contains(own_word(column));
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
