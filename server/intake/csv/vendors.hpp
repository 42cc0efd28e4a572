#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/events/event.hpp"
#include "intake/csv/map.hpp"

namespace dealbell::intake {

// What is known of one vendor's export; config/IMPORT.md has it for people. Headers are plain words
// (see csv_words.hpp), several separated by spaces.
struct VendorColumn {
  CsvField field;
  std::string_view headers;  // the best first; none: this export has no such column, whatever its
                             // headers sound like
  std::string_view format = {};
};
struct VendorWord {
  std::string_view word;
  core::DealStatus status;
};
struct Vendor {
  std::string_view name;
  std::string_view marks;  // headers that only its exports have together; alternatives between '|'
  std::span<const VendorColumn> columns;
  std::span<const VendorWord> words;  // of the status, beyond what everybody knows
};

// The first whose marks a header has is taken.
std::span<const Vendor> vendors();

// Whose export has this header; nullptr for nobody's.
const Vendor* recognise(const std::vector<std::string>& header);

// The column of the header for one of the words; "" without one. "Deal - Title", "Deal : Title" and
// "Title" are the same word here.
std::string find_column(const std::vector<std::string>& header, std::string_view words);

}  // namespace dealbell::intake
