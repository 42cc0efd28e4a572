#include "intake/signature/url.hpp"

#include <algorithm>
#include <optional>

namespace dealbell::intake::signature {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// The byte of a percent escape ("%2F") at the start of `text`.
std::optional<char> escape_at(std::string_view text) {
  if (text.size() < 3 || text[0] != '%') return std::nullopt;
  const int high = hex_digit(text[1]), low = hex_digit(text[2]);
  if (high < 0 || low < 0) return std::nullopt;
  return static_cast<char>(high << 4 | low);
}

std::string form_decoded(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto byte = escape_at(text);
    out += byte ? *byte : text[0] == '+' ? ' ' : text[0];
    text.remove_prefix(byte ? 3 : 1);
  }
  return out;
}

}  // namespace

std::string_view path_of(std::string_view target) { return target.substr(0, target.find('?')); }

std::string_view query_of(std::string_view target) {
  const auto mark = target.find('?');
  return mark == std::string_view::npos ? "" : target.substr(mark + 1);
}

Checked<std::vector<Field>> read_form(std::string_view text) {
  std::vector<Field> fields;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('&', begin), text.size());
    const auto equals = std::min(text.find('=', begin), end);
    const auto value = std::min(equals + 1, end);
    if (end > begin) {
      if (fields.size() == fields_max) return AuthFailure::malformed;
      fields.push_back({form_decoded(text.substr(begin, equals - begin)),
                        form_decoded(text.substr(value, end - value)), value, end - value});
    }
    begin = end + 1;
  }
  return fields;
}

Checked<Field> one_field(std::string_view form, std::string_view name) {
  auto fields = read_form(form);
  if (!fields) return fields.error();
  Field* found = nullptr;
  for (auto& field : *fields) {
    if (field.name != name) continue;
    if (found) return AuthFailure::repeated;
    found = &field;
  }
  if (!found) return AuthFailure::missing;
  return std::move(*found);
}

bool is_unreserved(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_unreserved(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += "0123456789ABCDEF"[byte >> 4];
    out += "0123456789ABCDEF"[byte & 15];
  }
  return out;
}

std::string with_query_field(std::string target, std::string_view name, std::string_view value) {
  target += target.find('?') == std::string::npos ? '?' : '&';
  return target + percent_encoded(name) + "=" + percent_encoded(value);
}

void redact_field(std::string& target, std::string_view name) {
  const auto fields = read_form(query_of(target));
  if (!fields) return;
  const auto query = target.size() - query_of(target).size();
  for (auto field = fields->rbegin(); field != fields->rend(); ++field)
    if (field->name == name) target.replace(query + field->offset, field->size, redaction);
}

std::string with_hubspot_escapes(std::string_view url) {
  constexpr std::string_view decoded = ":/?@!$'()*,;";
  std::string out;
  while (!url.empty()) {
    const auto byte = escape_at(url);
    const bool decode = byte && decoded.find(*byte) != std::string_view::npos;
    out += decode ? *byte : url[0];
    url.remove_prefix(decode ? 3 : 1);
  }
  return out;
}

}  // namespace dealbell::intake::signature
