#pragma once

#include <string_view>

#include "base/result.hpp"
#include "intake/document/document.hpp"

namespace dealbell::intake {

// application/x-www-form-urlencoded, or the query of a URL. Percent escapes are decoded, '+' is a
// space, a repeated name becomes an array. All values are strings.
Result<Value> decode_form(std::string_view text);

}  // namespace dealbell::intake
