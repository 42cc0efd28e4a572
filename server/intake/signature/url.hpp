#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "intake/signature/scheme.hpp"

namespace dealbell::intake::signature {

// The parts of a request target and of a form, with their positions in the text.

std::string_view path_of(std::string_view target);
std::string_view query_of(std::string_view target);  // empty without one

// A field of a query or of an application/x-www-form-urlencoded body. Names and values are decoded;
// an invalid escape is kept as it is, as the WHATWG URL standard says.
struct Field {
  std::string name;
  std::string value;
  std::size_t offset = 0;  // of the value as written
  std::size_t size = 0;
};
constexpr std::size_t fields_max = 1000;  // vendors send about sixty at most
// AuthFailure::malformed beyond fields_max.
Checked<std::vector<Field>> read_form(std::string_view text);
// The field of this name if there is exactly one.
Checked<Field> one_field(std::string_view form, std::string_view name);

// `target` with one more field in its query.
std::string with_query_field(std::string target, std::string_view name, std::string_view value);
// Replaces the value of every field of this name in the query.
void redact_field(std::string& target, std::string_view name);

// HubSpot signs its URL with twelve kinds of escapes decoded, once, and all others as they are.
std::string with_hubspot_escapes(std::string_view url);

}  // namespace dealbell::intake::signature
