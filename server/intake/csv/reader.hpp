#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace dealbell::intake {

// One record of a CSV file. With a quoted field it may span several lines.
struct CsvRow {
  std::size_t line = 0;  // the first one, counted from 1
  std::vector<std::string> fields;
  std::string_view raw;  // as in the file, without the line end
};

// A longer record is not data: its opening quote was never closed.
constexpr std::size_t csv_row_bytes_max = 1 << 20;
constexpr std::size_t csv_fields_max = 1000;

// Reads RFC 4180: quoted fields with doubled quotes, line ends inside quotes. A line ends with
// LF, CRLF, CR (old Macs) or CR CR LF (a file converted twice). Skips a byte order mark and empty
// lines. A quote inside an unquoted field is kept. `text` must be UTF-8 and outlive the reader and
// its rows.
class CsvReader {
 public:
  CsvReader(std::string_view text, char delimiter);

  // The next record; nullopt at the end. After an Error (an unclosed quote, too long), which names
  // the line, reading continues after the line in which the bad record began.
  //
  // The quote that closes a field which crosses lines must be at the end of a cell: else it opens
  // one, and the quote before it was not closed.
  std::optional<Result<CsvRow>> next();

  // Takes the last record for one with an unclosed quote: reading continues after its first line.
  void give_up(const CsvRow& row);

  // The first line of the last record that was given up, as in the file, without fields.
  const CsvRow& bad_line() const { return bad_line_; }

 private:
  Result<CsvRow> record();
  bool quoted_field(std::string& field);
  void plain_field(std::string& field);
  bool field_ends_at(std::size_t at) const;       // after spaces
  std::size_t line_end_at(std::size_t at) const;  // its length; 0 if no line ends there
  void end_line();

  std::string_view text_;
  char delimiter_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  CsvRow bad_line_;
};

// A record as CSV, without a line end.
std::string write_csv_row(const std::vector<std::string>& fields, char delimiter);

}  // namespace dealbell::intake
