#include "intake/signature/body_value.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/json_text.hpp"
#include "base/percent_encoding.hpp"
#include "intake/signature/url.hpp"

namespace dealbell::intake::signature {
namespace {

constexpr std::size_t names_max = 8;  // tokens are at the top level or a little below

enum class Format { json, form, xml };

struct Path {
  bool xml = false;
  std::vector<std::string_view> names;
};

Path read_path(std::string_view text) {
  Path path;
  path.xml = text.starts_with("//");
  const char mark = path.xml ? '/' : '.';
  if (!path.xml && !text.starts_with("$.")) return path;
  text.remove_prefix(2);
  while (true) {
    const auto end = text.find(mark);
    path.names.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return path;
    text.remove_prefix(end + 1);
  }
}

Format format_of(const Path& path, const Delivery& delivery) {
  if (path.xml) return Format::xml;
  const auto* type = only_header(delivery, "content-type");
  const bool form = type && type->starts_with("application/x-www-form-urlencoded");
  return form ? Format::form : Format::json;
}

Checked<BodyValue> form_value(std::string_view body, const std::vector<std::string_view>& names) {
  if (names.size() != 1) return AuthFailure::missing;
  auto field = one_field(body, names.front());
  if (!field) return field.error();
  return BodyValue{std::move(field->value), field->offset, field->size};
}

std::string xml_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&' || c == '<')
      out += c == '&' ? "&amp;" : "&lt;";
    else
      out += c;
  }
  return out;
}

std::string encoded(Format format, std::string_view value) {
  if (format == Format::json) return json_quoted(value);
  return format == Format::form ? percent_encode(value) : xml_text(value);
}

// False if a member or field cannot be added to the body.
bool add_value(Format format, std::string& body, std::string_view name, const std::string& text) {
  if (format == Format::form) {
    body += (body.empty() ? "" : "&") + percent_encode(name) + "=" + text;
    return true;
  }
  const auto json = nlohmann::json::parse(body, nullptr, false);
  if (format != Format::json || !json.is_object()) return false;
  body.insert(body.find('{') + 1, json_quoted(name) + ":" + text + (json.empty() ? "" : ","));
  return true;
}

}  // namespace

std::string_view path_flaw(std::string_view path_text) {
  const auto names = read_path(path_text).names;
  const bool ok = !names.empty() && names.size() <= names_max &&
                  std::none_of(names.begin(), names.end(), [](auto name) { return name.empty(); });
  return ok ? "" : "is not a path such as $.token, $.data.token or //Envelope/Token";
}

Checked<BodyValue> value_in(const Delivery& delivery, std::string_view path_text) {
  const auto path = read_path(path_text);
  if (path.names.empty()) return AuthFailure::missing;
  const auto format = format_of(path, delivery);
  if (format == Format::form) return form_value(delivery.body, path.names);
  return (path.xml ? xml_value : json_value)(delivery.body, path.names);
}

Result<> put_value(Delivery& delivery, std::string_view path_text, std::string_view value) {
  const auto path = read_path(path_text);
  const auto format = format_of(path, delivery);
  const auto found = value_in(delivery, path_text);
  if (found) {
    delivery.body.replace(found->offset, found->size, encoded(format, value));
    return {};
  }
  const bool can_add = found.error() == AuthFailure::missing && path.names.size() == 1;
  if (can_add && add_value(format, delivery.body, path.names.front(), encoded(format, value)))
    return {};
  return error(Errc::bad_value, "the body cannot take a token at " + std::string(path_text));
}

}  // namespace dealbell::intake::signature
