#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "intake/document/document.hpp"

namespace dealbell::intake {

// RFC 8259. An object with a repeated name is an Error, because it is not known which value is
// meant.
Result<Value> decode_json(std::string_view text);

// Compact JSON. Equal values give equal texts.
std::string to_json(const Value& value);

}  // namespace dealbell::intake
