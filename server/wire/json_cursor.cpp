#include "wire/json_cursor.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace dealbell::wire {
namespace {

int hex4(const char* digits) {
  int value = 0;
  for (int i = 0; i < 4; ++i) {
    const int c = static_cast<unsigned char>(digits[i]);
    value = value * 16 + (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
  }
  return value;
}

// `raw` is the text between the quotes and has at least one escape.
std::string unescape(std::string_view raw) {
  std::string out;
  out.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size();) {
    if (raw[i] != '\\') {
      const auto next = std::min(raw.find('\\', i), raw.size());
      out.append(raw, i, next - i);
      i = next;
      continue;
    }
    const char c = raw[i + 1];
    if (c != 'u') {
      out += c == 'b'   ? '\b'
             : c == 'f' ? '\f'
             : c == 'n' ? '\n'
             : c == 'r' ? '\r'
             : c == 't' ? '\t'
                        : c;
      i += 2;
      continue;
    }
    int point = hex4(&raw[i + 2]);
    i += 6;
    if (point >= 0xD800 && point <= 0xDBFF) {  // check_json has seen the other half
      point = 0x10000 + ((point - 0xD800) << 10) + (hex4(&raw[i + 2]) - 0xDC00);
      i += 6;
    }
    append_utf8(out, static_cast<char32_t>(point));
  }
  return out;
}

}  // namespace

std::string_view in_words(JsonKind kind) {
  switch (kind) {
    case JsonKind::null:
      return "null";
    case JsonKind::boolean:
      return "true or false";
    case JsonKind::number:
      return "a number";
    case JsonKind::string:
      return "text";
    case JsonKind::array:
      return "an array";
    case JsonKind::object:
      return "an object";
  }
  return "";
}

// A checked text is never empty and ends with a value, so *at_ before a value is always inside the
// text; space after the last value, which could lead out of it, is never skipped.
JsonCursor::JsonCursor(std::string_view checked)
    : at_(checked.data()), end_(checked.data() + checked.size()) {
  skip_space();
}

JsonKind JsonCursor::kind() const {
  switch (*at_) {
    case 'n':
      return JsonKind::null;
    case 't':
    case 'f':
      return JsonKind::boolean;
    case '"':
      return JsonKind::string;
    case '[':
      return JsonKind::array;
    case '{':
      return JsonKind::object;
    default:
      return JsonKind::number;
  }
}

bool JsonCursor::take_boolean() {
  const bool value = *at_ == 't';
  at_ += value ? 4 : 5;
  return value;
}

std::string_view JsonCursor::take_number() {
  const auto* start = at_;
  while (at_ != end_ && ((*at_ >= '0' && *at_ <= '9') || *at_ == '-' || *at_ == '+' ||
                         *at_ == '.' || *at_ == 'e' || *at_ == 'E'))
    ++at_;
  return {start, static_cast<std::size_t>(at_ - start)};
}

void JsonCursor::skip_string() {
  for (++at_; *at_ != '"'; ++at_)
    if (*at_ == '\\') ++at_;
  ++at_;
}

std::string JsonCursor::take_string() {
  const auto* start = at_ + 1;
  skip_string();
  const std::string_view raw{start, static_cast<std::size_t>(at_ - start - 1)};
  return raw.find('\\') == std::string_view::npos ? std::string(raw) : unescape(raw);
}

std::string_view JsonCursor::take_name(std::string& decoded) {
  const auto* start = at_ + 1;
  skip_string();
  std::string_view name{start, static_cast<std::size_t>(at_ - start - 1)};
  if (name.find('\\') != std::string_view::npos) name = decoded = unescape(name);
  skip_space();
  ++at_;  // the colon
  skip_space();
  return name;
}

bool JsonCursor::next_in(char close) {
  skip_space();
  const bool more = *at_++ != close;
  if (more) skip_space();
  return more;
}

std::string_view JsonCursor::take_raw() {
  const auto* start = at_;
  switch (kind()) {
    case JsonKind::null:
      take_null();
      break;
    case JsonKind::boolean:
      take_boolean();
      break;
    case JsonKind::number:
      take_number();
      break;
    case JsonKind::string:
      skip_string();
      break;
    case JsonKind::array:
    case JsonKind::object:
      for (int depth = 0;;) {
        const char c = *at_;
        if (c == '"') {
          skip_string();
          continue;
        }
        ++at_;
        if (c == '{' || c == '[') ++depth;
        if ((c == '}' || c == ']') && --depth == 0) break;
      }
  }
  return {start, static_cast<std::size_t>(at_ - start)};
}

}  // namespace dealbell::wire
