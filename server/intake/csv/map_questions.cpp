#include <algorithm>
#include <set>

#include "base/json_text.hpp"
#include "base/utf8.hpp"
#include "intake/csv/column.hpp"
#include "intake/csv/date.hpp"
#include "intake/csv/map.hpp"
#include "intake/csv/words.hpp"
#include "intake/currency.hpp"
#include "intake/decimal_amount.hpp"
#include "intake/plain_word.hpp"

namespace dealbell::intake {
namespace {

using Rows = std::span<const std::vector<std::string>>;
using Header = std::vector<std::string>;

// A column with more unknown words, or longer ones, is probably not the status column.
constexpr std::size_t words_asked_max = 20;
constexpr std::size_t shown_characters_max = 60;

bool is_long(std::string_view text) {
  return std::ranges::count_if(text, [](char c) {
           return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
         }) > static_cast<std::ptrdiff_t>(shown_characters_max);
}

// A text of the file as a JSON string, which is safe to show and to paste into a map; shortened.
std::string shown(const std::string& text) {
  if (!is_long(text)) return json_quoted(text);
  std::size_t end = 0;
  for (std::size_t n = 0; n < shown_characters_max && end < text.size(); ++n)
    end += std::max<std::size_t>(utf8_length(std::string_view(text).substr(end)), 1);
  return json_quoted(text.substr(0, end) + "…");
}

std::string answer(CsvField field, const std::string& content) {
  return "  {" + json_quoted(name_of(field)) + ":" + content + "}";
}

std::string about_dates(const std::string& column, CsvField field,
                        const std::vector<std::string>& dates) {
  const auto candidates = guess_date_format(dates).candidates;
  const auto likely = likely_date_format(dates);
  const auto odd = std::ranges::find_if(
      dates, [&](const auto& date) { return !parse_written_date(date, likely); });
  const auto format = [&] { return answer(field, "{\"format\":\"" + likely + "\"}"); };
  if (likely.empty())
    return "The dates of " + shown(column) + ", such as " + shown(dates.front()) +
           ", cannot be read. Leave them out?" +
           (field == CsvField::closed ? " Wins then count on the day of the export, not on theirs."
                                      : "") +
           answer(field, "null");
  if (odd == dates.end())
    return "Which format do the dates of " + shown(column) + " have, such as " +
           shown(dates.front()) + (candidates.empty() ? "" : ": " + candidates) + "?" + format();
  return "The dates of " + shown(column) + " have different formats: " + shown(*odd) + " is not " +
         likely + ". Use that format and reject the other rows?" + format();
}

// The words of the status column that are not known. A row with one would fail, unlike a row with
// an unknown stage.
std::set<std::string> unknown_words(const ColumnMap& map, const Header& header, Rows rows) {
  std::set<std::string> listed, unknown;
  for (const auto& [word, meaning] : map.words) listed.insert(plain_word(word));
  for (const auto& word : column_values(header, rows, map[CsvField::status].column))
    if (!listed.contains(plain_word(word)) && !common_status(word)) unknown.insert(word);
  return unknown;
}

void ask_about_words(std::vector<std::string>& questions, const ColumnMap& map,
                     const Header& header, Rows rows) {
  const auto unknown = unknown_words(map, header, rows);
  const auto& column = map[CsvField::status].column;
  std::size_t asked = 0;
  for (const auto& word : unknown) {
    if (asked++ == words_asked_max) {
      questions.push_back("… and " + std::to_string(unknown.size() - words_asked_max) +
                          " more words. Is " + shown(column) + " the status column?" +
                          answer(CsvField::status, "{\"column\":\"…\"}"));
      return;
    }
    questions.push_back(
        "What does the status " + shown(word) + " mean?" +
        (is_long(word)
             ? ""
             : answer(CsvField::status, "{\"words\":{" + json_quoted(word) + ":\"open\"}}") +
                   " (or won, lost)"));
  }
}

void ask_which_columns(std::vector<std::string>& questions, const ColumnMap& map) {
  for (std::size_t i = 0; i < csv_field_count; ++i) {
    const auto& candidates = map.fields[i].candidates;
    if (candidates.empty()) continue;
    const auto field = static_cast<CsvField>(i);
    std::string columns;
    for (const auto& column : candidates)
      columns += (columns.empty() ? "" : " or ") + shown(column);
    questions.push_back("Which column is the " + std::string(name_of(field)) + ": " + columns +
                        "?" + answer(field, "{\"column\":" + json_quoted(candidates.back()) + "}") +
                        " (or null for none)");
  }
}

void ask_about_currency(std::vector<std::string>& questions, const ColumnMap& map,
                        const Header& header, Rows rows) {
  const auto& currency = map[CsvField::currency];
  if (map[CsvField::amount].used() && !currency.used() && currency.candidates.empty()) {
    std::string named;
    for (const auto& sign : map.named_currencies) named += (named.empty() ? "" : ", ") + sign;
    questions.push_back("Which currency are the amounts in?" +
                        (named.empty() ? "" : " Some have " + shown(named) + ".") +
                        "  {\"currency\":{\"value\":\"EUR\"}}");
  }
  if (currency.column.empty() || currency.column == map[CsvField::amount].column) return;
  std::set<std::string> asked;
  for (const auto& cell : column_values(header, rows, currency.column))
    if (!shared_sign(cell).empty() && !currency.aliases.contains(cell) && asked.insert(cell).second)
      questions.push_back(
          "Which currency is " + shown(cell) + "?" +
          answer(CsvField::currency, "{\"aliases\":{" + json_quoted(cell) + ":\"…\"}}"));
}

}  // namespace

std::vector<std::string> open_questions(const ColumnMap& map, const Header& header, Rows rows) {
  std::vector<std::string> questions;
  ask_which_columns(questions, map);
  if (!map[CsvField::id].used() && map[CsvField::id].candidates.empty())
    questions.push_back("Which column identifies a deal?  {\"id\":{\"column\":\"…\"}}");
  ask_about_currency(questions, map, header, rows);
  if (map[CsvField::amount].used() && map.decimal_mark == 0) {
    const auto guess = guess_decimal_mark(money_values(map, header, rows));
    questions.push_back((guess.against.empty()
                             ? "Is " + shown(guess.example) + " a thousand or a fraction?"
                             : "Which is the decimal mark? " + shown(guess.example) + " and " +
                                   shown(guess.against) + " contradict each other.") +
                        "  {\"decimal\":\".\"} or {\"decimal\":\",\"}");
  }
  if (map[CsvField::amount].format == cents_or_units)
    questions.push_back("Are the amounts of " + shown(map[CsvField::amount].column) +
                        " cents?  {\"amount\":{\"format\":\"cents\"}} or "
                        "{\"amount\":{\"format\":\"units\"}}");
  for (const auto field : date_fields) {
    if (map[field].column.empty() || !map[field].format.empty()) continue;
    const auto dates = column_values(header, rows, map[field].column);
    if (!dates.empty()) questions.push_back(about_dates(map[field].column, field, dates));
  }
  if (!map[status_field(map)].used() && map[status_field(map)].candidates.empty() &&
      !map[CsvField::is_won].used())
    questions.push_back("Which column says whether a deal is won?  {\"stage\":{\"column\":\"…\"}}");
  if (map[CsvField::status].used()) ask_about_words(questions, map, header, rows);
  return questions;
}

}  // namespace dealbell::intake
