#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "intake/signature/scheme.hpp"

namespace dealbell::intake::signature {

// Finds one token in a body that nothing is known about yet. What a delivery means is the mapping's
// business; this must come before, cost little and believe nothing.

struct BodyValue {
  std::string value;
  // As written: in JSON with its quotes, in XML the element's text.
  std::size_t offset = 0;
  std::size_t size = 0;
};

// "$.token" and "$.data.token" are members of JSON objects, or one field of a form;
// "//notifications/OrganizationId" are XML elements below each other by their local names,
// anywhere.
std::string_view path_flaw(std::string_view path);

// AuthFailure::repeated if the path leads to more than one text, malformed if the body cannot be
// read, is nested deeper than 64 or has a DOCTYPE. Linear in the body.
constexpr std::size_t depth_max = 64;
Checked<BodyValue> value_in(const Delivery& delivery, std::string_view path);

// Puts a text where value_in finds one; a member or field that is not there is added to the front
// of an object or the end of a form.
Result<> put_value(Delivery& delivery, std::string_view path, std::string_view value);

// The two that need a parser.
Checked<BodyValue> json_value(std::string_view body, const std::vector<std::string_view>& names);
Checked<BodyValue> xml_value(std::string_view body, const std::vector<std::string_view>& names);

}  // namespace dealbell::intake::signature
