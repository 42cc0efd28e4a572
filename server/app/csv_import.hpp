#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/calendar.hpp"
#include "core/event.hpp"
#include "intake/csv_map.hpp"

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
Result<CsvFile> read_csv_file(const std::string& path);

// The column map: proposed, then what MAP.json, --currency and the office's own currency say.
struct MapChoices {
  std::string map_json;         // "" for none
  std::string currency;         // "" for none
  std::string office_currency;  // taken when neither a column nor a choice says one
};
Result<intake::ColumnMap> choose_map(const CsvFile& file, const MapChoices& choices);

// The rows as events. `as_of` absent: the newest past date in the file, so that the same file gives
// the same events wherever and whenever it is imported.
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
