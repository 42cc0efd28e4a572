#include "app/csv_import.hpp"

#include <algorithm>

#include "app/files.hpp"
#include "intake/csv.hpp"
#include "intake/csv_row.hpp"
#include "intake/csv_text.hpp"

namespace dealbell::app {
namespace {

// Our own event format: ids and keys of imported deals are those of deals posted to the API.
constexpr const char* import_source = "api";

Result<std::vector<Result<core::Event>>> read_rows(const CsvFile& file,
                                                   const intake::ColumnMap& map,
                                                   const core::Calendar& calendar, Instant as_of,
                                                   Instant now) {
  intake::CsvContext context{import_source, [&](Day day) { return calendar.noon_of(day); }, as_of,
                             now};
  const auto reader = intake::CsvRowReader::create(map, file.header, std::move(context));
  if (!reader) return reader.error();
  std::vector<Result<core::Event>> events;
  for (const auto& line : file.lines)
    events.push_back(reader->read({line.number, line.fields, {}}));
  return events;
}

// The newest day any deal was created or closed, not after now.
std::optional<Instant> newest(const std::vector<Result<core::Event>>& events, Instant now) {
  std::optional<Instant> result;
  for (const auto& event : events) {
    if (!event) continue;
    const auto& deal = std::get<core::DealEvent>(event->what);
    for (const auto* when : {&deal.created_at, &deal.closed_at})
      if (*when && **when && ***when <= now && (!result || ***when > *result)) result = ***when;
  }
  return result;
}

}  // namespace

Result<CsvFile> read_csv_file(const std::string& path) {
  auto bytes = read_file(path);
  if (!bytes) return bytes.error();
  const auto decoded = intake::decode_text(std::move(*bytes));
  CsvFile file;
  file.encoding = decoded.encoding;
  file.delimiter = intake::detect_delimiter(decoded.text);
  intake::CsvReader reader(decoded.text, file.delimiter);
  while (auto row = reader.next()) {
    if (!*row)
      file.refused.push_back({0, row->error().message, {}});
    else if (file.header.empty())
      file.header = std::move((*row)->fields);
    else
      file.lines.push_back({(*row)->line, std::move((*row)->fields)});
  }
  if (file.header.empty()) return error(Errc::bad_value, path + ": there is no header line");
  return file;
}

Result<intake::ColumnMap> choose_map(const CsvFile& file, const MapChoices& choices) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& line : file.lines) rows.push_back(line.fields);
  auto map = intake::propose_map(file.header, rows, file.delimiter);
  if (!choices.map_json.empty()) {
    auto chosen = intake::apply_json(std::move(map), choices.map_json);
    if (!chosen) return chosen;
    map = std::move(*chosen);
  }
  auto& currency = map[intake::CsvField::currency];
  if (!choices.currency.empty()) {
    currency = {.column = {},
                .value = choices.currency,
                .format = {},
                .aliases = {},
                .reason = "--currency"};
  } else if (!currency.used() && !choices.office_currency.empty()) {
    currency.value = choices.office_currency;
    currency.reason = "the office's currency";
  }
  const auto questions = intake::open_questions(map, file.header, rows);
  if (questions.empty()) return map;
  std::string all = "before anything is taken, please answer (in a MAP.json given with --map):";
  for (const auto& question : questions) all += "\n  " + question;
  return error(Errc::usage, all);
}

Result<Prepared> prepare(const CsvFile& file, const intake::ColumnMap& map,
                         const core::Calendar& calendar, std::optional<Day> as_of, Instant now) {
  Prepared prepared;
  prepared.refused = file.refused;
  if (as_of) {
    prepared.as_of = calendar.noon_of(*as_of);
  } else {
    const auto rows = read_rows(file, map, calendar, now, now);
    if (!rows) return rows.error();
    const auto found = newest(*rows, now);
    prepared.as_of_from_file = found.has_value();
    prepared.as_of = found.value_or(calendar.start_of(calendar.day_of(now)));
  }
  auto rows = read_rows(file, map, calendar, prepared.as_of, now);
  if (!rows) return rows.error();
  for (std::size_t i = 0; i < rows->size(); ++i) {
    auto& event = (*rows)[i];
    if (event) {
      prepared.events.push_back(std::move(*event));
      prepared.lines.push_back(file.lines[i].number);
    } else {
      prepared.refused.push_back(
          {file.lines[i].number, event.error().message, file.lines[i].fields});
    }
  }
  return prepared;
}

}  // namespace dealbell::app
