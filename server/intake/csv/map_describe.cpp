#include <algorithm>

#include "intake/csv/map.hpp"

namespace dealbell::intake {
namespace {

// Pads to a number of characters, not bytes. Longer texts are not cut.
std::string padded(std::string text, std::size_t width) {
  const auto shown = static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  if (shown < width) text.append(width - shown, ' ');
  return text;
}

std::string_view word_for(core::DealStatus status) {
  switch (status) {
    case core::DealStatus::open:
      return "open";
    case core::DealStatus::won:
      return "won";
    case core::DealStatus::lost:
      return "lost";
    case core::DealStatus::deleted:
      return "deleted";
    case core::DealStatus::unknown:
      return "unknown";
  }
  return "";
}

std::string line(const std::string& what, const std::string& from, const std::string& why) {
  auto text = "  " + padded(what, 13) + padded(from, 28) + why;
  text.erase(text.find_last_not_of(' ') + 1);
  return text + "\n";
}

}  // namespace

std::string describe(const ColumnMap& map, const std::vector<std::string>& header) {
  std::string text;
  for (std::size_t i = 0; i < csv_field_count; ++i) {
    const auto& field = map.fields[i];
    if (!field.used()) continue;
    const auto from = field.column.empty() ? "always \"" + field.value + "\"" : field.column;
    text += line(std::string(name_of(static_cast<CsvField>(i))), from, field.reason);
    for (const auto& [theirs, ours] : field.aliases)
      text += line("", "  " + theirs + " → " + ours, "");
  }
  const auto& amount = map[CsvField::amount];
  if (amount.used())
    text +=
        line("decimal mark", map.decimal_mark ? std::string(1, map.decimal_mark) : "unknown", "");
  for (const auto& [word, status] : map.words)
    text += line("word", word + " → " + std::string(word_for(status)), "");
  const auto& [column, without] = map.left_out;
  if (!column.empty()) text += line("left out", column + " is " + without, "they are no deals");
  std::string unused;
  for (const auto& name : header) {
    const auto is_of = [&](const FieldMap& field) {
      return field.column == name ||
             std::ranges::find(field.candidates, name) != field.candidates.end();
    };
    if (name.empty() || name == column || std::ranges::any_of(map.fields, is_of)) continue;
    unused += (unused.empty() ? "" : ", ") + name;
  }
  if (!unused.empty()) text += line("not used", unused, "");
  return text;
}

}  // namespace dealbell::intake
