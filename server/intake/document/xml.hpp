#pragma once

#include <string_view>

#include "base/result.hpp"
#include "intake/document/document.hpp"

namespace dealbell::intake {

// Names lose their namespace prefix. An attribute becomes "@name", repeated elements become an
// array, text beside attributes or elements becomes "#text", and xsi:nil="true" is null. The result
// is an object with the root element as its member. A DOCTYPE is an Error, so there are no entities
// but the five that XML defines.
Result<Value> decode_xml(std::string_view text);

}  // namespace dealbell::intake
