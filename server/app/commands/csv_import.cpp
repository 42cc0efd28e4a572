#include "app/commands/csv_import.hpp"

#include <algorithm>
#include <iostream>

#include "app/system/files.hpp"
#include "base/json_text.hpp"
#include "intake/csv/row.hpp"
#include "intake/csv/suspects.hpp"
#include "intake/csv/table.hpp"
#include "intake/csv/text.hpp"
#include "intake/csv/words.hpp"
#include "intake/plain_word.hpp"

namespace dealbell::app {
namespace {

// Imported deals have the ids and keys of deals that are posted to the API.
constexpr const char* import_source = "api";

// The row's deal, and its refund if it has one.
using RowEvents = std::vector<core::Event>;

Result<RowEvents> read_row(const intake::CsvRowReader& reader, const CsvLine& line,
                           std::vector<std::string>& warnings) {
  const intake::CsvRow row{line.number, line.fields, {}};
  auto deal = reader.read(row);
  if (!deal) return deal.error();
  auto refund = reader.read_refund(row, *deal);
  if (!refund) return refund.error();
  if (auto warning = reader.left_out(row); !warning.empty()) warnings.push_back(std::move(warning));
  RowEvents events{std::move(*deal)};
  if (*refund) events.push_back(std::move(**refund));
  return events;
}

Result<std::vector<Result<RowEvents>>> read_rows(const CsvFile& file, const intake::ColumnMap& map,
                                                 const core::Calendar& calendar, Instant as_of,
                                                 Instant now, std::vector<std::string>& warnings) {
  intake::CsvContext context{import_source, [&](Day day) { return calendar.noon_of(day); }, as_of,
                             now};
  const auto reader = intake::CsvRowReader::create(map, file.header, std::move(context));
  if (!reader) return reader.error();
  std::vector<Result<RowEvents>> rows;
  for (const auto& line : file.lines) rows.push_back(read_row(*reader, line, warnings));
  return rows;
}

std::vector<const core::Event*> deals_of(const std::vector<Result<RowEvents>>& rows) {
  std::vector<const core::Event*> deals;
  for (const auto& row : rows) deals.push_back(row ? &row->front() : nullptr);
  return deals;
}

void leave_out(Result<RowEvents>& row, const CsvLine& line, const std::string& why) {
  row = error(Errc::bad_value, "line " + std::to_string(line.number) + ": " + why);
}

void leave_out_totals(std::vector<Result<RowEvents>>& rows, const CsvFile& file) {
  for (const auto& [row, why] : intake::suspected_totals(deals_of(rows)))
    leave_out(rows[row], file.lines[row], "this row looks like a total: " + why);
}

std::string lines_of(const intake::DifferentRows& different, const CsvFile& file) {
  std::string lines;
  for (const auto row : different.rows)
    lines += (lines.empty() ? "lines " : ", ") + std::to_string(file.lines[row].number);
  return lines;
}

// Leaves one row of each id whose rows differ, as the map says; without its answer returns the
// question.
std::vector<std::string> settle_repeated(std::vector<Result<RowEvents>>& rows, const CsvFile& file,
                                         const std::string& repeated) {
  constexpr std::size_t ids_shown = 10;
  const auto different = intake::different_rows(deals_of(rows));
  if (different.empty()) return {};
  if (repeated.empty()) {
    std::string ids;
    for (std::size_t i = 0; i < std::min(different.size(), ids_shown); ++i)
      ids += (i == 0 ? "" : "; ") + json_quoted(different[i].id) + " in " +
             lines_of(different[i], file);
    if (different.size() > ids_shown)
      ids += "; … and " + std::to_string(different.size() - ids_shown) + " more ids";
    return {"Rows with the same id differ: " + ids +
            ". Which one is the deal?  {\"repeated\":\"last\"} (or first, or reject for none)"};
  }
  for (const auto& one : different)
    for (const auto row : one.rows) {
      const auto kept = repeated == "first" ? one.rows.front() : one.rows.back();
      if (repeated == "reject" || row != kept)
        leave_out(
            rows[row], file.lines[row],
            "other rows with the id " + json_quoted(one.id) + " differ: " + lines_of(one, file));
    }
  return {};
}

// The newest day on which any deal was created or closed, today at the latest.
std::optional<Day> newest(const std::vector<Result<RowEvents>>& rows,
                          const core::Calendar& calendar, Day today) {
  std::optional<Day> result;
  for (const auto& row : rows) {
    if (!row) continue;
    const auto& deal = std::get<core::DealEvent>(row->front().what);
    for (const auto* when : {&deal.created_at, &deal.closed_at}) {
      if (!*when || !**when) continue;
      const auto& said = ***when;
      const auto day = said.is_day() ? said.day() : calendar.day_of(said.time());
      if (day <= today && (!result || day > *result)) result = day;
    }
  }
  return result;
}

// Day numbers say nothing about the day from which they count: 1900, or 1904 as Excel did on a Mac.
std::vector<std::string> questions_about_serials(const std::vector<Result<RowEvents>>& rows,
                                                 const intake::ColumnMap& map, Day today) {
  std::vector<std::string> questions;
  if (!intake::dates_look_shifted(deals_of(rows), today)) return questions;
  for (const auto field : intake::date_fields)
    if (map[field].format == "serial" && !map[field].format_given)
      questions.push_back("Are the day numbers of " + json_quoted(map[field].column) +
                          " counted from 1900? Then they are years away from today or from the "
                          "other dates.  {" +
                          json_quoted(intake::name_of(field)) +
                          ":{\"format\":\"serial 1904\"}} (or serial for 1900)");
  return questions;
}

constexpr std::size_t file_bytes_max = 256u << 20;  // as in read_file

Result<std::string> read_standard_input() {
  std::string text;
  std::vector<char> part(1u << 16);
  while (std::cin.read(part.data(), static_cast<std::streamsize>(part.size())),
         std::cin.gcount() > 0) {
    text.append(part.data(), static_cast<std::size_t>(std::cin.gcount()));
    if (text.size() > file_bytes_max)
      return error(Errc::too_large, "standard input: larger than 256 MiB");
  }
  return text;
}

// A NUL near the beginning: the format of a spreadsheet program, an image, an archive.
bool is_binary(std::string_view text) {
  constexpr std::size_t beginning = 1u << 16;
  return text.substr(0, beginning).find('\0') != std::string_view::npos;
}

}  // namespace

Result<CsvFile> read_csv_file(const std::string& path, const std::string& encoding,
                              std::size_t header_line) {
  auto bytes = path == "-" ? read_standard_input() : read_file(path);
  if (!bytes) return bytes.error();
  const auto decoded = intake::decode_text(std::move(*bytes), encoding);
  if (!decoded) return error(decoded.error().code, path + ": " + decoded.error().message);
  if (is_binary(decoded->text))
    return error(Errc::bad_value, path + ": this is not a text file; save it as CSV first");
  CsvFile file;
  file.encoding = decoded->encoding;
  file.question = decoded->question;
  auto table = intake::read_table(decoded->text, header_line);
  if (!table) return error(table.error().code, path + ": " + table.error().message);
  file.delimiter = table->delimiter;
  file.header_line = table->header_line;
  file.header = std::move(table->header);
  for (auto& row : table->rows) {
    if (decoded->odd_bytes && row.raw.find("\xEF\xBF\xBD") != std::string_view::npos)
      file.rejected.push_back({row.line,
                               "line " + std::to_string(row.line) + ": it has a byte that is not " +
                                   file.encoding + "; --encoding names another",
                               std::move(row.fields)});
    else
      file.lines.push_back({row.line, std::move(row.fields)});
  }
  for (const auto& [line, reason] : table->bad_lines)
    file.rejected.push_back({line.line, reason, {std::string(line.raw)}});
  if (file.lines.empty() && file.rejected.empty())
    return error(Errc::bad_value, path + ": there is no row below the header in line " +
                                      std::to_string(file.header_line));
  return file;
}

Result<ChosenMap> choose_map(const CsvFile& file, const MapChoices& choices) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& line : file.lines) rows.push_back(line.fields);
  auto proposed = intake::propose_map(file.header, rows, file.delimiter,
                                      choices.map_json.empty() ? "{}" : choices.map_json);
  if (!proposed) return proposed.error();
  auto map = std::move(*proposed);
  const auto is_office_currency = [&](const auto& c) { return c == choices.office_currency; };
  auto& currency = map[intake::CsvField::currency];
  if (!choices.currency.empty()) {
    currency = {.column = {},
                .value = choices.currency,
                .format = {},
                .aliases = {},
                .candidates = {},
                .reason = "--currency"};
  } else if (!currency.used() && currency.candidates.empty() && !choices.office_currency.empty() &&
             std::ranges::all_of(map.named_currencies, is_office_currency)) {
    currency.value = choices.office_currency;
    currency.reason = "the office's currency";
  }
  auto questions = intake::open_questions(map, file.header, rows);
  return ChosenMap{std::move(map), std::move(questions)};
}

namespace {

// The file without the rows that the map leaves out, which are named in `warnings`.
CsvFile without_left_out(CsvFile file, const intake::RowsLeftOut& left_out,
                         std::vector<std::string>& warnings) {
  const auto at = std::ranges::find(file.header, left_out.column);
  if (left_out.column.empty() || at == file.header.end()) return file;
  const auto column = static_cast<std::size_t>(at - file.header.begin());
  std::erase_if(file.lines, [&](const CsvLine& line) {
    if (column >= line.fields.size() ||
        intake::plain_word(line.fields[column]) != intake::plain_word(left_out.word))
      return false;
    warnings.push_back("line " + std::to_string(line.number) + ": left out: " + left_out.column +
                       " is " + json_quoted(line.fields[column]));
    return true;
  });
  return file;
}

}  // namespace

Result<Prepared> prepare(const CsvFile& whole, const intake::ColumnMap& map,
                         const core::Calendar& calendar, std::optional<Day> as_of, Instant now) {
  Prepared prepared;
  const auto file = without_left_out(whole, map.left_out, prepared.warnings);
  if (file.lines.empty() && file.rejected.empty())
    return error(Errc::bad_value, "every row was left out: " + map.left_out.column + " is " +
                                      json_quoted(map.left_out.word));
  prepared.rejected = file.rejected;
  if (!as_of) {
    std::vector<std::string> unused;
    const auto rows = read_rows(file, map, calendar, now, now, unused);
    if (!rows) return rows.error();
    const auto today = calendar.day_of(now);
    as_of = newest(*rows, calendar, today);
    prepared.as_of_from_file = as_of.has_value();
    const bool nothing =
        std::ranges::none_of(*rows, [](const auto& row) { return row.has_value(); });
    if (!as_of && nothing) as_of = today;
  }
  if (!as_of)
    return error(Errc::usage,
                 "the file contains no past date: give its export date with --as-of YYYY-MM-DD");
  prepared.as_of = calendar.start_of(*as_of);
  auto rows = read_rows(file, map, calendar, prepared.as_of, now, prepared.warnings);
  if (!rows) return rows.error();
  leave_out_totals(*rows, file);
  prepared.questions = settle_repeated(*rows, file, map.repeated);
  for (auto& question : questions_about_serials(*rows, map, calendar.day_of(now)))
    prepared.questions.push_back(std::move(question));
  for (std::size_t i = 0; i < rows->size(); ++i) {
    auto& row = (*rows)[i];
    if (!row)
      prepared.rejected.push_back(
          {file.lines[i].number, row.error().message, file.lines[i].fields});
    else
      for (auto& event : *row) {
        prepared.events.push_back(std::move(event));
        prepared.lines.push_back(file.lines[i].number);
      }
  }
  return prepared;
}

}  // namespace dealbell::app
