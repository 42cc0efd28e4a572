#pragma once

#include <string>
#include <string_view>

#include "intake/mapping/mapping.hpp"

namespace dealbell::test {

// A mapping of one rule about deals around the members given, which are as in a file; the id is
// "$.id". Every mistake in it fails the test.
intake::Mapping mapping_with(std::string_view members, std::string_view set = "{}");
intake::Mapping mapping_of(const std::string& json);

intake::Delivery delivery_of(std::string body, std::string content_type = "application/json");

// What comes out, an outcome a line: the event as native JSON, "ignored: …" or "failed: …".
std::string mapped(const intake::Mapping& mapping, const intake::Delivery& delivery,
                   const intake::Tables& tables = {});

// The one field of a deal that is set to the expression, from this body: its JSON, "absent", or the
// message of what failed.
std::string field(std::string_view name, std::string_view expression, std::string body,
                  std::string_view members = "");

}  // namespace dealbell::test
