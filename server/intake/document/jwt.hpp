#pragma once

#include <string_view>

#include "base/result.hpp"
#include "intake/document/document.hpp"

namespace dealbell::intake {

// The claims of a JSON Web Token (RFC 7519, compact form). Does not check the signature: the caller
// has done so.
Result<Value> decode_jwt(std::string_view text);
bool looks_like_jwt(std::string_view text);

}  // namespace dealbell::intake
