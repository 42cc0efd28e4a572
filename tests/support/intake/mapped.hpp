#pragma once

#include <string>
#include <string_view>

#include "intake/mapping/mapping.hpp"

namespace dealbell::test {

// A mapping with the given members, written as in a file, and one rule that emits a deal. An error
// in it fails the test.
intake::Mapping mapping_with(std::string_view members, std::string_view set = "{}");
intake::Mapping mapping_of(const std::string& json);

intake::Delivery delivery_of(std::string body, std::string content_type = "application/json");

// The outcomes, one per line: the event in the native format, "ignored: …" or "failed: …"; or
// "refused: …" for the whole delivery.
std::string mapped(const intake::Mapping& mapping, const intake::Delivery& delivery,
                   const intake::Tables& tables = {});

// Sets one field of a deal to the expression and maps this body. Returns the field as JSON,
// "absent", or the message of the failure.
std::string field(std::string_view name, std::string_view expression, std::string body,
                  std::string_view members = "");

}  // namespace dealbell::test
