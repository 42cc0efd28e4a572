#include "intake/mapping/decode.hpp"

#include <algorithm>

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

Format format_for(const std::vector<Format>& formats, const Delivery& delivery) {
  if (formats.size() > 1)
    for (const auto format : most_specific_first)
      if (std::ranges::find(formats, format) != formats.end() && is_in(format, delivery))
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
