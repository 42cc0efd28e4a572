#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "intake/signature/scheme.hpp"

namespace dealbell::intake::signature {

// Finds one token in the body of a delivery that is not authenticated yet. The mapping interprets
// the body later; this comes first, so it must be cheap and trust nothing.

struct BodyValue {
  std::string value;
  // In the body as written: in JSON with its quotes, in XML the element's text.
  std::size_t offset = 0;
  std::size_t size = 0;
};

// Paths: "$.token" and "$.data.token" are members of JSON objects; "$.token" is also a field of a
// form; "//notifications/OrganizationId" are nested XML elements anywhere, by local name. Returns
// what is wrong with a path, as the end of a sentence; empty if nothing is.
std::string_view path_flaw(std::string_view path_text);

// AuthFailure::repeated if the path leads to more than one text; malformed if the body cannot be
// parsed, is nested deeper than 64 levels or has a DOCTYPE. Linear in the body.
constexpr std::size_t depth_max = 64;
Checked<BodyValue> value_in(const Delivery& delivery, std::string_view path_text);

// Replaces the text that value_in finds. If there is none, adds a member at the start of an object
// or a field at the end of a form.
Result<> put_value(Delivery& delivery, std::string_view path_text, std::string_view value);

// value_in for the two formats that need a parser.
Checked<BodyValue> json_value(std::string_view body, const std::vector<std::string_view>& names);
Checked<BodyValue> xml_value(std::string_view body, const std::vector<std::string_view>& names);

}  // namespace dealbell::intake::signature
