#include "intake/mapping/decode.hpp"

#include <algorithm>

namespace dealbell::intake {
namespace {

bool names(Format format, const Delivery& delivery) {
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

// The most telling first: a CloudEvent is JSON, too.
constexpr Format telling[] = {Format::cloudevents, Format::jwt, Format::form, Format::xml,
                              Format::json};

Format format_for(const std::vector<Format>& formats, const Delivery& delivery) {
  if (formats.size() > 1)
    for (const auto format : telling)
      if (std::ranges::find(formats, format) != formats.end() && names(format, delivery))
        return format;
  return formats.front();
}

}  // namespace

Result<Value> decode(const std::vector<Format>& formats, const Delivery& delivery) {
  switch (format_for(formats, delivery)) {
    case Format::form:
      return decode_form(delivery.body);
    case Format::xml:
      return decode_xml(delivery.body);
    case Format::jwt:
      return decode_jwt(delivery.body);
    case Format::cloudevents:
      return decode_cloud_events(delivery);
    case Format::json:
      break;
  }
  return decode_json(delivery.body);
}

}  // namespace dealbell::intake
