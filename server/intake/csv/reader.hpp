#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace dealbell::intake {

// One record of a CSV file. A record may span lines when a quoted field does.
struct CsvRow {
  std::size_t line = 0;  // where it begins, counted from 1
  std::vector<std::string> fields;
  std::string_view raw;  // as it stands in the file, without its line end
};

// Longer records are a quote that was never closed, not data.
constexpr std::size_t csv_row_bytes_max = 1 << 20;
constexpr std::size_t csv_fields_max = 1000;

// The delimiter among , ; tab | that cuts the header into the most fields: rows may be ragged or
// full of decimal commas. Among equals the one that cuts more of the first rows alike, then ','.
char detect_delimiter(std::string_view text);

// Reads RFC 4180: quoted fields with doubled quotes, line ends inside quotes, LF or CRLF; a byte
// order mark at the start is dropped, lines without anything are skipped. A quote inside an
// unquoted field is kept as it is. `text` must be UTF-8 and outlive the reader and its rows.
class CsvReader {
 public:
  CsvReader(std::string_view text, char delimiter);

  // The next record; nullopt at the end. After an Error (a quote never closed, too long, not UTF-8)
  // reading goes on behind the line on which the bad record began.
  std::optional<Result<CsvRow>> next();

 private:
  Result<CsvRow> record();
  bool quoted_field(std::string& field);
  void plain_field(std::string& field);
  void end_line();

  std::string_view text_;
  char delimiter_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

// The same record as CSV again, for the file of rows that could not be taken.
std::string write_csv_row(const std::vector<std::string>& fields, char delimiter);

}  // namespace dealbell::intake
