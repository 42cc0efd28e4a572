#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/calendar/calendar.hpp"
#include "core/events/event.hpp"
#include "intake/csv/map.hpp"

namespace dealbell::app {

// A row that cannot be imported, and why.
struct RejectedRow {
  std::size_t line = 0;
  std::string reason;
  std::vector<std::string> fields;
};

struct CsvLine {
  std::size_t number = 0;
  std::vector<std::string> fields;
};

// A CSV file read whole: rows with their line numbers, and lines that are not valid rows.
struct CsvFile {
  std::string encoding;
  std::string question;  // not empty: the encoding is not clear, and nothing may be imported
  char delimiter = ',';
  std::size_t header_line = 0;
  std::vector<std::string> header;
  std::vector<CsvLine> lines;
  std::vector<RejectedRow> rejected;
};

// "-" reads standard input. At most 256 MiB. `encoding` as in decode_text(), `header_line` as in
// read_table(). Errc::bad_value if it is not text or has nothing below its header.
Result<CsvFile> read_csv_file(const std::string& path, const std::string& encoding,
                              std::size_t header_line);

// The column map: the proposal, changed by MAP.json, --currency and the office's currency.
struct MapChoices {
  std::string map_json;         // "" for none
  std::string currency;         // "" for none
  std::string office_currency;  // used if neither a column nor a choice names one
};
struct ChosenMap {
  intake::ColumnMap map;
  std::vector<std::string> questions;  // nothing may be imported while there are any
};
Result<ChosenMap> choose_map(const CsvFile& file, const MapChoices& choices);

// The rows as events that occurred at the start of the day `as_of`, so that live events of that day
// are newer. Without `as_of` it is the newest past day in the file, never the clock's, so that the
// same file gives the same events whenever it is imported; Errc::usage if no row has a date.
struct Prepared {
  std::vector<core::Event> events;
  std::vector<std::size_t> lines;  // the line of each event
  std::vector<RejectedRow> rejected;
  std::vector<std::string> warnings;   // what was left out, of rows or whole
  std::vector<std::string> questions;  // nothing may be imported while there are any
  Instant as_of;
  bool as_of_from_file = false;
};
Result<Prepared> prepare(const CsvFile& file, const intake::ColumnMap& map,
                         const core::Calendar& calendar, std::optional<Day> as_of, Instant now);

}  // namespace dealbell::app
