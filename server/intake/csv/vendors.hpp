#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/events/event.hpp"
#include "intake/csv/map.hpp"

namespace dealbell::intake {

// One vendor's export; config/IMPORT.md describes them for users. Headers are plain words (see
// words.hpp), separated by spaces.
struct VendorColumn {
  CsvField field;
  // The best one first. Empty: this export has no such column, even if a header sounds like it.
  std::string_view headers;
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
  std::span<const VendorWord> words;  // of the status, in addition to common_status
  std::string_view test_column = {};  // a header; its rows with `test_word` are no deals
  std::string_view test_word = {};
};

// In the order in which they are tried.
std::span<const Vendor> vendors();

// The first vendor whose marks the header has; nullptr if there is none.
const Vendor* recognise(const std::vector<std::string>& header);

// The columns for the first of the words that the header has; none without one. "Deal - Title",
// "Deal : Title" and "Title" are the same word here. "Amount (USD)" is "Amount" if no column is
// called just that. Several if the file has several columns of this name.
std::vector<std::string> find_columns(const std::vector<std::string>& header,
                                      std::string_view words);

// The first of them; "" without one.
std::string find_column(const std::vector<std::string>& header, std::string_view words);

// Whether any field has a column of this name.
bool is_known_header(std::string_view name);

}  // namespace dealbell::intake
