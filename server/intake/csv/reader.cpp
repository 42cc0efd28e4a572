#include "intake/csv/reader.hpp"

#include <algorithm>

namespace dealbell::intake {
namespace {

constexpr const char* unclosed = "a quote is not closed";

std::string_view without_byte_order_mark(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return text;
}

}  // namespace

CsvReader::CsvReader(std::string_view text, char delimiter)
    : text_(without_byte_order_mark(text)), delimiter_(delimiter) {}

std::optional<Result<CsvRow>> CsvReader::next() {
  while (line_end_at(at_) > 0) end_line();
  if (at_ == text_.size()) return std::nullopt;
  const auto start = at_;
  const auto start_line = line_;
  auto row = record();
  if (row) return row;
  const CsvRow begun{start_line, {}, text_.substr(start)};
  give_up(begun);
  return error(row.error().code, "line " + std::to_string(start_line) + ": " + row.error().message);
}

void CsvReader::give_up(const CsvRow& row) {
  const auto first_line = row.raw.substr(0, row.raw.find_first_of("\r\n"));
  at_ = static_cast<std::size_t>(first_line.data() - text_.data()) + first_line.size();
  line_ = row.line;
  bad_line_ = {row.line, {}, first_line};
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
      if (!quoted_field(field)) return error(Errc::bad_value, unclosed);
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
// quote is not closed. One in a later line with text behind it opens a field there: it closes none.
bool CsvReader::quoted_field(std::string& field) {
  const auto first_line = line_;
  const auto limit = std::min(text_.size(), at_ + csv_row_bytes_max);
  for (++at_; at_ < limit; ++at_) {
    const char c = text_[at_];
    if (c == '\n' || (c == '\r' && line_end_at(at_) == 1)) ++line_;
    if (c != '"') {
      field += c;
    } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
      field += '"';
      ++at_;
    } else {
      ++at_;
      if (line_ > first_line && !field_ends_at(at_)) return false;
      plain_field(field);  // some tools write text after the quote; it belongs to the field
      return true;
    }
  }
  return false;
}

void CsvReader::plain_field(std::string& field) {
  const auto start = at_;
  while (at_ < text_.size() && text_[at_] != delimiter_ && line_end_at(at_) == 0) ++at_;
  field.append(text_, start, at_ - start);
}

bool CsvReader::field_ends_at(std::size_t at) const {
  while (at < text_.size() && text_[at] == ' ') ++at;
  return at == text_.size() || text_[at] == delimiter_ || line_end_at(at) > 0;
}

std::size_t CsvReader::line_end_at(std::size_t at) const {
  const auto rest = text_.substr(at);
  for (const std::string_view end : {"\r\r\n", "\r\n", "\n", "\r"})
    if (rest.starts_with(end)) return end.size();
  return 0;
}

void CsvReader::end_line() {
  at_ += line_end_at(at_);
  ++line_;
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
