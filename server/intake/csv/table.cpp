#include "intake/csv/table.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "base/ascii.hpp"
#include "intake/csv/vendors.hpp"
#include "intake/space.hpp"

namespace dealbell::intake {
namespace {

constexpr std::size_t sample_rows = 30;
constexpr std::string_view position_mark = " [column ";

std::size_t filled_cells(const std::vector<std::string>& cells) {
  return static_cast<std::size_t>(
      std::ranges::count_if(cells, [](const std::string& cell) { return !trim(cell).empty(); }));
}

std::size_t known_names(const std::vector<std::string>& cells) {
  return static_cast<std::size_t>(std::ranges::count_if(cells, is_known_header));
}

// The index of the header among the first records; their number if a named line is not among them.
std::size_t find_header(const std::vector<CsvRow>& records, std::size_t named_line) {
  if (named_line > 0)
    return static_cast<std::size_t>(std::ranges::find(records, named_line, &CsvRow::line) -
                                    records.begin());
  if (records.empty()) return 0;
  std::size_t best = 0, best_known = std::max<std::size_t>(known_names(records[0].fields), 1);
  std::size_t widest = 0, most_filled = filled_cells(records[0].fields);
  for (std::size_t i = 1; i < records.size(); ++i) {
    const auto filled = filled_cells(records[i].fields);
    if (filled <= most_filled) continue;
    most_filled = filled;
    widest = i;
    const auto known = known_names(records[i].fields);
    if (known <= best_known) continue;
    best = i;
    best_known = known;
  }
  // A single cell above wider records is a title, even if the language of the header is unknown.
  const bool title = best == 0 && filled_cells(records[0].fields) == 1 && most_filled > 2;
  return title && known_names(records[0].fields) == 0 ? widest : best;
}

// Whether each line of a record is as wide as the whole of it: the quote that ends its field is an
// odd one of a later record, such as 15" in a title.
bool is_several_records(const CsvRow& row, char delimiter) {
  constexpr std::size_t least_fields = 4;  // lines of an address may have as many as narrow records
  const auto fields = row.fields.size();
  auto raw = row.raw;
  if (fields < least_fields || raw.find_first_of("\r\n") == std::string_view::npos) return false;
  while (!raw.empty()) {
    const auto end = std::min(raw.find_first_of("\r\n"), raw.size());
    const auto line = raw.substr(0, end);
    raw.remove_prefix(std::min(end + 1, raw.size()));
    if (!line.empty() &&
        static_cast<std::size_t>(std::ranges::count(line, delimiter)) + 1 != fields)
      return false;
  }
  return true;
}

// How a delimiter splits the beginning of a file.
struct Shape {
  std::size_t header_fields = 0;
  std::size_t even_rows = 0;  // rows with as many fields as the header
};

Shape shape_by(std::string_view text, char delimiter, std::size_t named_line) {
  std::vector<CsvRow> records;
  CsvReader reader(text, delimiter);
  while (records.size() < sample_rows || (named_line > 0 && records.back().line < named_line)) {
    auto row = reader.next();
    if (!row) break;
    if (*row) records.push_back(std::move(**row));
  }
  Shape shape;
  const auto header = find_header(records, named_line);
  if (header == records.size()) return shape;
  shape.header_fields = records[header].fields.size();
  for (auto i = header + 1; i < records.size(); ++i)
    shape.even_rows += records[i].fields.size() == shape.header_fields;
  return shape;
}

char best_delimiter(std::string_view text, std::size_t named_line) {
  char best = ',';
  Shape most;
  for (const char candidate : {',', ';', '\t', '|'}) {
    const auto shape = shape_by(text, candidate, named_line);
    if (std::tie(shape.header_fields, shape.even_rows) <=
        std::tie(most.header_fields, most.even_rows))
      continue;
    best = candidate;
    most = shape;
  }
  return best;
}

// The delimiter that a line such as sep=; gives, in any case, quoted and padded.
std::optional<char> named_delimiter(std::string_view line) {
  while (!line.empty() && (line.front() == ' ' || line.front() == '"')) line.remove_prefix(1);
  if (ascii_lower(line.substr(0, 3)) != "sep") return std::nullopt;
  line.remove_prefix(3);
  while (line.starts_with(' ')) line.remove_prefix(1);
  if (!line.starts_with('=')) return std::nullopt;
  line.remove_prefix(1);
  while (!line.empty() && (line.front() == ' ' || line.front() == '"')) line.remove_prefix(1);
  if (line.starts_with("\\t")) return '\t';
  if (line.empty() || std::string_view(",;\t|").find(line.front()) == std::string_view::npos)
    return std::nullopt;
  const auto after = line.find_first_not_of(std::string("\" ") + line.front());
  return after == std::string_view::npos ? std::optional(line.front()) : std::nullopt;
}

// The first line that is not empty, as it is in the file.
std::string_view first_line(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const auto start = std::min(text.find_first_not_of("\r\n"), text.size());
  return text.substr(start, text.find_first_of("\r\n", start) - start);
}

void name_columns(std::vector<std::string>& header) {
  std::map<std::string, int> count;
  for (auto& name : header) ++count[name = std::string(trim(name))];
  for (std::size_t i = 0; i < header.size(); ++i)
    if (!header[i].empty() && count[header[i]] > 1)
      header[i] += std::string(position_mark) + std::to_string(i + 1) + "]";
}

}  // namespace

Result<CsvTable> read_table(std::string_view text, std::size_t header_line) {
  const auto named = named_delimiter(first_line(text));
  const auto below = named ? first_line(text).data() + first_line(text).size() - text.data() : 0;
  const auto shown = text.substr(static_cast<std::size_t>(below));
  CsvTable table;
  table.delimiter = named && shape_by(shown, *named, 0).header_fields > 1
                        ? *named
                        : best_delimiter(shown, named ? 0 : header_line);
  std::vector<CsvRow> records;
  CsvReader reader(text, table.delimiter);
  if (named) (void)reader.next();
  while (auto row = reader.next()) {
    if (*row && filled_cells((*row)->fields) == 0) continue;  // below the last row of a sheet
    if (*row && is_several_records(**row, table.delimiter)) {
      reader.give_up(**row);
      table.bad_lines.push_back(
          {reader.bad_line(),
           "line " + std::to_string(reader.bad_line().line) +
               ": a quote is not closed; each line of its record has all cells"});
    } else if (*row) {
      records.push_back(std::move(**row));
    } else {
      table.bad_lines.push_back({reader.bad_line(), row->error().message});
    }
  }
  const auto among = std::min(records.size(), header_line > 0 ? records.size() : sample_rows);
  std::vector<CsvRow> first(records.begin(), records.begin() + static_cast<std::ptrdiff_t>(among));
  const auto at = find_header(first, header_line);
  if (at >= first.size())
    return error(Errc::bad_value, header_line > 0
                                      ? "no record begins in line " + std::to_string(header_line)
                                      : "the file has no header line");
  table.header_line = records[at].line;
  table.header = std::move(records[at].fields);
  name_columns(table.header);
  records.erase(records.begin(), records.begin() + static_cast<std::ptrdiff_t>(at) + 1);
  table.rows = std::move(records);
  return table;
}

char detect_delimiter(std::string_view text) { return best_delimiter(text, 0); }

std::string_view without_position(std::string_view header) {
  const auto at = header.rfind(position_mark);
  return header.ends_with(']') && at != std::string_view::npos ? header.substr(0, at) : header;
}

}  // namespace dealbell::intake
