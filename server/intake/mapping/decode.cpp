#include "intake/mapping/decode.hpp"

#include <algorithm>
#include <optional>

#include "intake/document/cloudevents.hpp"
#include "intake/document/form.hpp"
#include "intake/document/json.hpp"
#include "intake/document/jwt.hpp"
#include "intake/document/xml.hpp"

namespace dealbell::intake {
namespace {

bool is_in(Format format, const Delivery& delivery) {
  const auto type = media_type(delivery);
  switch (format) {
    case Format::json:
      return type == "application/json" || type.ends_with("+json");
    case Format::form:
      return type == "application/x-www-form-urlencoded";
    case Format::xml:
      return type == "text/xml" || type == "application/xml" || type.ends_with("+xml");
    case Format::jwt:
      return type == "application/jwt" || looks_like_jwt(delivery.body);
    case Format::cloudevents:
      return looks_like_cloud_event(delivery);
  }
  return false;
}

// A CloudEvent is JSON, too.
constexpr Format most_specific_first[] = {Format::cloudevents, Format::jwt, Format::form,
                                          Format::xml, Format::json};

bool has(const std::vector<Format>& formats, Format format) {
  return std::ranges::find(formats, format) != formats.end();
}

// A body that begins like an object or a list is JSON, whatever its type says: curl -d calls all
// that it sends a form.
bool looks_like_json(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const auto at = text.find_first_not_of(" \t\r\n");
  return at != std::string_view::npos && (text[at] == '{' || text[at] == '[');
}

Format format_for(const std::vector<Format>& formats, const Delivery& delivery) {
  if (has(formats, Format::form) && has(formats, Format::json) && looks_like_json(delivery.body))
    return Format::json;
  if (formats.size() > 1)
    for (const auto format : most_specific_first)
      if (has(formats, format) && is_in(format, delivery)) return format;
  return formats.front();
}

// The JSON in a text; nullopt if it is another text.
std::optional<Value> json_in(const Value& value) {
  if (value.kind != Value::Kind::string || !looks_like_json(value.text)) return std::nullopt;
  auto inner = decode_json(value.text);
  return inner ? std::optional(std::move(*inner)) : std::nullopt;
}

}  // namespace

Result<Value> decode(const std::vector<Format>& formats, const Delivery& delivery) {
  switch (format_for(formats, delivery)) {
    case Format::form: {
      auto form = decode_form(delivery.body);
      if (!form || !has(formats, Format::json)) return form;
      // payload={…}
      auto inner = form->items.size() == 1 ? json_in(form->items.front()) : std::nullopt;
      return inner ? std::move(*inner) : std::move(*form);
    }
    case Format::xml:
      return decode_xml(delivery.body);
    case Format::jwt:
      return decode_jwt(delivery.body);
    case Format::cloudevents:
      return decode_cloud_events(delivery);
    case Format::json:
      break;
  }
  auto json = decode_json(delivery.body);
  if (!json) return json;
  auto inner = json_in(*json);  // JSON that was encoded twice
  return inner ? std::move(*inner) : std::move(*json);
}

}  // namespace dealbell::intake
