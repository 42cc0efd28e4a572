#include "intake/csv/reader.hpp"

#include <algorithm>
#include <tuple>

namespace dealbell::intake {
namespace {

std::string_view without_byte_order_mark(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return text;
}

// How a delimiter splits the beginning of a file.
struct Shape {
  std::size_t header_fields = 0;
  std::size_t even_rows = 0;  // rows with as many fields as the header
};

Shape shape_by(std::string_view text, char delimiter) {
  constexpr std::size_t sample_rows = 20;
  Shape shape;
  CsvReader reader(text, delimiter);
  for (std::size_t n = 0; n <= sample_rows; ++n) {
    const auto row = reader.next();
    if (!row) break;
    if (!*row) continue;
    const auto fields = (*row)->fields.size();
    if (shape.header_fields == 0)
      shape.header_fields = fields;
    else if (fields == shape.header_fields)
      ++shape.even_rows;
  }
  return shape;
}

}  // namespace

CsvReader::CsvReader(std::string_view text, char delimiter)
    : text_(without_byte_order_mark(text)), delimiter_(delimiter) {}

std::optional<Result<CsvRow>> CsvReader::next() {
  while (at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r')) end_line();
  if (at_ == text_.size()) return std::nullopt;
  const auto start = at_;
  const auto start_line = line_;
  auto row = record();
  if (!row) {
    at_ = std::min(text_.find('\n', start), text_.size());
    line_ = start_line;
  }
  return row;
}

Result<CsvRow> CsvReader::record() {
  CsvRow row;
  row.line = line_;
  const auto start = at_;
  for (;;) {
    if (row.fields.size() == csv_fields_max)
      return error(Errc::bad_value,
                   "the record has more than " + std::to_string(csv_fields_max) + " fields");
    auto& field = row.fields.emplace_back();
    if (at_ < text_.size() && text_[at_] == '"') {
      if (!quoted_field(field)) return error(Errc::bad_value, "a quote is not closed");
    } else {
      plain_field(field);
    }
    if (at_ - start > csv_row_bytes_max)
      return error(Errc::too_large, "the record is longer than 1 MB");
    if (at_ == text_.size() || text_[at_] != delimiter_) break;
    ++at_;
  }
  row.raw = text_.substr(start, at_ - start);
  return row;
}

// Reads from the opening quote to the delimiter or line end after the closing one. False if the
// quote is not closed.
bool CsvReader::quoted_field(std::string& field) {
  const auto limit = std::min(text_.size(), at_ + csv_row_bytes_max);
  for (++at_; at_ < limit; ++at_) {
    const char c = text_[at_];
    if (c == '\n') ++line_;
    if (c != '"') {
      field += c;
    } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
      field += '"';
      ++at_;
    } else {
      ++at_;
      plain_field(field);  // some tools write text after the quote; it belongs to the field
      return true;
    }
  }
  return false;
}

void CsvReader::plain_field(std::string& field) {
  const auto start = at_;
  while (at_ < text_.size() && text_[at_] != delimiter_ && text_[at_] != '\n' &&
         !(text_[at_] == '\r' && (at_ + 1 == text_.size() || text_[at_ + 1] == '\n')))
    ++at_;
  field.append(text_, start, at_ - start);
}

void CsvReader::end_line() {
  if (text_[at_] == '\n') ++line_;
  ++at_;
}

char detect_delimiter(std::string_view text) {
  char best = ',';
  Shape most;
  for (const char candidate : {',', ';', '\t', '|'}) {
    const auto shape = shape_by(text, candidate);
    if (std::tie(shape.header_fields, shape.even_rows) <=
        std::tie(most.header_fields, most.even_rows))
      continue;
    best = candidate;
    most = shape;
  }
  return best;
}

std::string write_csv_row(const std::vector<std::string>& fields, char delimiter) {
  std::string out;
  for (const auto& field : fields) {
    if (&field != &fields.front()) out += delimiter;
    const bool quote = field.find_first_of(std::string("\"\r\n") + delimiter) != std::string::npos;
    if (!quote) {
      out += field;
      continue;
    }
    out += '"';
    for (const char c : field) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  return out;
}

}  // namespace dealbell::intake
