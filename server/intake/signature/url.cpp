#include "intake/signature/url.hpp"

#include <algorithm>

#include "base/percent_encoding.hpp"

namespace dealbell::intake::signature {
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
      fields.push_back({percent_decode_lenient(text.substr(begin, equals - begin), Plus::space),
                        percent_decode_lenient(text.substr(value, end - value), Plus::space), value,
                        end - value});
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

std::string with_query_field(std::string target, std::string_view name, std::string_view value) {
  target += target.find('?') == std::string::npos ? '?' : '&';
  return target + percent_encode(name) + "=" + percent_encode(value);
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
    const auto byte = percent_byte(url);
    const bool decode = byte && decoded.find(*byte) != std::string_view::npos;
    out += decode ? *byte : url[0];
    url.remove_prefix(decode ? 3 : 1);
  }
  return out;
}

}  // namespace dealbell::intake::signature
