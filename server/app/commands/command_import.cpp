#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "app/commands/commands.hpp"
#include "app/commands/csv_import.hpp"
#include "app/commands/csv_import_rejects.hpp"
#include "app/commands/event_sink.hpp"
#include "app/commands/print_error.hpp"
#include "app/office/stored_org.hpp"
#include "app/system/files.hpp"
#include "io/clock.hpp"
#include "wire/event_json.hpp"
#include "wire/json_check.hpp"

namespace dealbell::app {
namespace {

namespace fs = std::filesystem;

// Small enough that live events are not delayed and an interruption loses little.
constexpr std::size_t slice_rows = 500;
constexpr std::size_t rejects_shown = 20;

void show_progress(std::size_t done, std::size_t total) {
  static const bool terminal = ::isatty(STDERR_FILENO) == 1;
  if (terminal)
    std::cerr << "\r" << done << " of " << total << " rows" << (done == total ? "\n" : "")
              << std::flush;
  else if (done == total || done % (slice_rows * 4) == 0)
    std::cerr << done << " of " << total << " rows\n";
}

struct Outcome {
  std::int64_t accepted = 0, duplicates = 0;
};

// Submits the events in slices; what the office rejects is added to the rejected rows.
Result<Outcome> send(EventSink& sink, const CsvFile& file, Prepared& prepared) {
  Outcome outcome;
  const auto& events = prepared.events;
  for (std::size_t from = 0; from < events.size(); from += slice_rows) {
    const auto to = std::min(from + slice_rows, events.size());
    std::string ndjson;
    for (auto i = from; i < to; ++i) ndjson += wire::write_event(events[i]) + "\n";
    const auto receipt = sink.submit(ndjson);
    if (!receipt) return receipt.error();
    outcome.accepted += receipt->accepted + receipt->waiting;
    outcome.duplicates += receipt->duplicates;
    for (const auto& r : receipt->rejected) {
      const auto line = prepared.lines[from + r.index];
      const auto row = std::find_if(file.lines.begin(), file.lines.end(),
                                    [&](const CsvLine& l) { return l.number == line; });
      prepared.rejected.push_back(
          {line, "line " + std::to_string(line) + ": " + r.error.message, row->fields});
    }
    show_progress(to, events.size());
  }
  return outcome;
}

void show_warnings(const std::vector<std::string>& warnings) {
  for (std::size_t i = 0; i < std::min(warnings.size(), rejects_shown); ++i)
    std::cerr << "  " << warnings[i] << "\n";
  if (warnings.size() > rejects_shown)
    std::cerr << "  … and " << warnings.size() - rejects_shown << " more\n";
}

int report(RejectsFile& rejects, const CsvFile& file, const Prepared& prepared) {
  if (prepared.rejected.empty()) return 0;
  for (std::size_t i = 0; i < std::min(prepared.rejected.size(), rejects_shown); ++i)
    std::cerr << "  " << prepared.rejected[i].reason << "\n";
  if (prepared.rejected.size() > rejects_shown)
    std::cerr << "  … and " << prepared.rejected.size() - rejects_shown << " more\n";
  if (const auto written = rejects.write(file, prepared.rejected); !written)
    return print_error(written.error());
  std::cerr << prepared.rejected.size() << " rows were rejected; they are in " << rejects.path()
            << "\n";
  return 1;
}

Result<RejectsFile> open_rejects(const ops::CommandLine& line) {
  std::error_code ignored;
  if (!line.rejects_file.empty() && fs::equivalent(line.rejects_file, line.file, ignored))
    return error(Errc::usage, "--rejects: this would overwrite the file that is imported");
  const auto beside = line.file == "-" ? "rejected.csv" : line.file + ".rejected.csv";
  return RejectsFile::open(line.rejects_file.empty() ? beside : line.rejects_file);
}

// The text of MAP.json. Its errors name the file.
Result<std::string> read_map(const std::string& path) {
  auto text = read_file(path);
  if (!text) return text;
  const auto in_file = [&](const Error& e) {
    return error(e.code, path + ": " + (e.pointer.empty() ? "" : e.pointer + ": ") + e.message);
  };
  if (const auto checked = wire::check_json(*text); !checked) return in_file(checked.error());
  if (const auto map = intake::apply_json({}, *text); !map) return in_file(map.error());
  return text;
}

int print_questions(const CsvFile& file, const ChosenMap& chosen) {
  std::cout << "\n" << intake::to_json(chosen.map) << std::flush;
  std::cerr << "dealbell: nothing was imported, because of open questions. Answer them in a copy "
               "of the map above and give it with --map:\n";
  for (const auto& question : chosen.questions) std::cerr << "  " << question << "\n";
  std::cerr << "The header was taken from line " << file.header_line
            << "; --header-line names another\n";
  return 2;
}

int print_encoding_question(const std::string& question) {
  std::cerr << "dealbell: nothing was imported, because of an open question:\n  " << question
            << "\n";
  return 2;
}

// --encoding, or the one of the map, which has been checked.
std::string encoding_of(const ops::CommandLine& line, const MapChoices& choices) {
  if (!line.encoding.empty() || choices.map_json.empty()) return line.encoding;
  const auto map = intake::apply_json({}, choices.map_json);
  return map ? map->encoding : "";
}

Result<MapChoices> choices_of(const ops::CommandLine& line) {
  MapChoices choices{{}, line.currency, {}};
  if (line.map_file.empty()) return choices;
  auto json = read_map(line.map_file);
  if (!json) return json.error();
  choices.map_json = std::move(*json);
  return choices;
}

}  // namespace

int import(const ops::CommandLine& line) {
  std::optional<Day> as_of;
  if (!line.as_of.empty()) {
    const auto day = parse_day(line.as_of);
    if (!day) return print_error(error(Errc::usage, "--as-of: " + day.error().message));
    as_of = *day;
  }
  auto choices = choices_of(line);
  if (!choices) return print_error(choices.error());
  const auto file = read_csv_file(line.file, encoding_of(line, *choices), line.header_line);
  if (!file) return print_error(file.error());
  if (!file->question.empty()) return print_encoding_question(file->question);

  std::unique_ptr<EventSink> sink;
  if (!line.dry_run) {
    auto opened = open_sink(line.config.data, line.source.empty() ? "api" : line.source);
    if (!opened) return print_error(opened.error());
    sink = std::move(*opened);
  }
  const auto org = sink ? sink->org() : org_of(line.config.data);
  if (!org) return print_error(org.error());
  choices->office_currency = org->currency;
  const auto calendar = calendar_for(*org);
  if (!calendar) return print_error(calendar.error());

  const auto chosen = choose_map(*file, *choices);
  if (!chosen) return print_error(chosen.error());
  std::cout << "  header in line " << file->header_line << ", " << file->encoding << "\n"
            << intake::describe(chosen->map, file->header) << std::flush;
  if (!chosen->questions.empty()) return print_questions(*file, *chosen);
  auto prepared = prepare(*file, chosen->map, *calendar, as_of, io::now());
  if (!prepared) return print_error(prepared.error());
  std::cout << "as of " << format_day(calendar->day_of(prepared->as_of))
            << (prepared->as_of_from_file ? ", the newest past date in the file" : "")
            << "; rows of a later export replace these\n"
            << std::flush;
  if (!prepared->questions.empty())
    return print_questions(*file, {chosen->map, std::move(prepared->questions)});
  show_warnings(prepared->warnings);
  auto rejects = open_rejects(line);
  if (!rejects) return print_error(rejects.error());
  if (line.dry_run) {
    std::cout << "\n"
              << intake::to_json(chosen->map) << "\n"
              << prepared->events.size() << " rows can be imported, " << prepared->rejected.size()
              << " cannot\n";
    return report(*rejects, *file, *prepared);
  }

  const auto sent = send(*sink, *file, *prepared);
  if (!sent) return print_error(sent.error());
  std::cout << sent->accepted << " imported, " << sent->duplicates << " already there, "
            << prepared->rejected.size() << " rejected\n";
  return report(*rejects, *file, *prepared);
}

}  // namespace dealbell::app
