#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/calendar/calendar.hpp"
#include "core/events/event.hpp"
#include "intake/csv/map.hpp"

namespace dealbell::app {

// A row that cannot be taken, and why.
struct RefusedRow {
  std::size_t line = 0;
  std::string reason;
  std::vector<std::string> fields;
};

struct CsvLine {
  std::size_t number = 0;
  std::vector<std::string> fields;
};

// A CSV file read whole: rows with their line numbers, and those that are no rows at all.
struct CsvFile {
  std::string_view encoding;
  char delimiter = ',';
  std::vector<std::string> header;
  std::vector<CsvLine> lines;
  std::vector<RefusedRow> refused;
};

// "-" is standard input. At most 256 MiB; Errc::bad_value for what is not text.
Result<CsvFile> read_csv_file(const std::string& path);

// The column map: proposed, then what MAP.json, --currency and the office's own currency say.
struct MapChoices {
  std::string map_json;         // "" for none
  std::string currency;         // "" for none
  std::string office_currency;  // taken when neither a column nor a choice says one
};
struct ChosenMap {
  intake::ColumnMap map;
  std::vector<std::string> questions;  // take nothing while there are any
};
Result<ChosenMap> choose_map(const CsvFile& file, const MapChoices& choices);

// The rows as events that occurred when the day `as_of` began: what is heard live on that day is
// newer. Without one it is the newest day in the file that has come, never the clock, so that the
// same file gives the same events wherever and whenever it is imported; Errc::usage when no row
// has a date.
struct Prepared {
  std::vector<core::Event> events;
  std::vector<std::size_t> lines;  // of each event
  std::vector<RefusedRow> refused;
  Instant as_of;
  bool as_of_from_file = false;
};
Result<Prepared> prepare(const CsvFile& file, const intake::ColumnMap& map,
                         const core::Calendar& calendar, std::optional<Day> as_of, Instant now);

}  // namespace dealbell::app
