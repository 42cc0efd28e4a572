#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "app/commands.hpp"
#include "app/csv_import.hpp"
#include "app/event_sink.hpp"
#include "app/files.hpp"
#include "app/replay.hpp"
#include "app/tell.hpp"
#include "intake/csv.hpp"
#include "io/clock.hpp"
#include "wire/event_json.hpp"

namespace dealbell::app {
namespace {

// Small enough that live deals get their turn and that an interruption costs little.
constexpr std::size_t slice_rows = 500;
constexpr std::size_t refusals_shown = 20;

void show_progress(std::size_t done, std::size_t all) {
  static const bool terminal = ::isatty(STDERR_FILENO) == 1;
  if (terminal)
    std::cerr << "\r" << done << " of " << all << " rows" << (done == all ? "\n" : "")
              << std::flush;
  else if (done == all || done % (slice_rows * 4) == 0)
    std::cerr << done << " of " << all << " rows\n";
}

struct Outcome {
  std::int64_t accepted = 0, duplicates = 0;
};

// Sends everything in slices; what the office refuses joins the refused rows.
Result<Outcome> send(EventSink& sink, const CsvFile& file, Prepared& prepared) {
  Outcome outcome;
  const auto& events = prepared.events;
  for (std::size_t from = 0; from < events.size(); from += slice_rows) {
    const auto to = std::min(from + slice_rows, events.size());
    std::string ndjson;
    for (auto i = from; i < to; ++i) ndjson += wire::write_event(events[i]) + "\n";
    const auto receipt = sink.take(ndjson);
    if (!receipt) return receipt.error();
    outcome.accepted += receipt->accepted;
    outcome.duplicates += receipt->duplicates;
    for (const auto& r : receipt->rejected) {
      const auto line = prepared.lines[from + r.index];
      const auto row = std::find_if(file.lines.begin(), file.lines.end(),
                                    [&](const CsvLine& l) { return l.number == line; });
      prepared.refused.push_back(
          {line, "line " + std::to_string(line) + ": " + r.error.message, row->fields});
    }
    show_progress(to, events.size());
  }
  return outcome;
}

// The refused rows as a CSV file to correct and import again, the reason in a last column.
Result<> write_refused(const std::string& path, const CsvFile& file,
                       const std::vector<RefusedRow>& refused) {
  std::ofstream out(path, std::ios::binary);
  auto header = file.header;
  header.push_back("dealbell_reason");
  out << intake::write_csv_row(header, file.delimiter) << "\n";
  for (const auto& row : refused) {
    auto fields = row.fields;
    fields.resize(std::max(fields.size(), file.header.size()));
    fields.push_back(row.reason);
    out << intake::write_csv_row(fields, file.delimiter) << "\n";
  }
  if (!out.flush()) return error(Errc::io, path + ": cannot write");
  return {};
}

int report(const ops::CommandLine& line, const CsvFile& file, const Prepared& prepared) {
  if (prepared.refused.empty()) return 0;
  for (std::size_t i = 0; i < std::min(prepared.refused.size(), refusals_shown); ++i)
    std::cerr << "  " << prepared.refused[i].reason << "\n";
  if (prepared.refused.size() > refusals_shown)
    std::cerr << "  … and " << prepared.refused.size() - refusals_shown << " more\n";
  const auto path = line.rejects_file.empty() ? line.file + ".rejected.csv" : line.rejects_file;
  if (const auto written = write_refused(path, file, prepared.refused); !written)
    return tell(written.error());
  std::cerr << prepared.refused.size() << " rows were not taken; they are in " << path << "\n";
  return 1;
}

}  // namespace

int import(const ops::CommandLine& line) {
  std::optional<Day> as_of;
  if (!line.as_of.empty()) {
    const auto day = parse_day(line.as_of);
    if (!day) return tell(error(Errc::usage, "--as-of: " + day.error().message));
    as_of = *day;
  }
  MapChoices choices{{}, line.currency, {}};
  if (!line.map_file.empty()) {
    auto json = read_file(line.map_file);
    if (!json) return tell(json.error());
    choices.map_json = std::move(*json);
  }
  const auto file = read_csv_file(line.file);
  if (!file) return tell(file.error());

  auto sink = open_sink(line.config.data);
  if (!sink) return tell(sink.error());
  const auto org = (*sink)->org();
  if (!org) return tell(org.error());
  choices.office_currency = org->currency;
  const auto calendar = calendar_for(*org);
  if (!calendar) return tell(calendar.error());

  const auto map = choose_map(*file, choices);
  if (!map) return tell(map.error());
  std::cout << intake::describe(*map) << std::flush;
  auto prepared = prepare(*file, *map, *calendar, as_of, io::now());
  if (!prepared) return tell(prepared.error());
  std::cout << "as of " << format_day(calendar->day_of(prepared->as_of))
            << (as_of                       ? ""
                : prepared->as_of_from_file ? ", the newest date in the file"
                                            : ", today")
            << "; a later export wins\n"
            << std::flush;
  if (line.dry_run) {
    std::cout << "\n"
              << intake::to_json(*map) << "\n"
              << prepared->events.size() << " rows can be taken, " << prepared->refused.size()
              << " cannot\n";
    return report(line, *file, *prepared);
  }

  const auto sent = send(**sink, *file, *prepared);
  if (!sent) return tell(sent.error());
  std::cout << sent->accepted << " taken, " << sent->duplicates << " already there, "
            << prepared->refused.size() << " not taken\n";
  return report(line, *file, *prepared);
}

}  // namespace dealbell::app
