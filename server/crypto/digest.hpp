#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace dealbell::crypto {

// Cryptographic hashes and HMAC (RFC 2104) over OpenSSL. Results are raw bytes: base/hex.hpp and
// base64.hpp write them as text. Any thread.

using Parts = std::initializer_list<std::string_view>;  // hashed as one message, without copying

std::string sha1(Parts message);    // 20 bytes. Broken: only where another program requires it
std::string sha256(Parts message);  // 32 bytes

std::string hmac_sha1(std::string_view key, Parts message);    // 20 bytes
std::string hmac_sha256(std::string_view key, Parts message);  // 32 bytes

}  // namespace dealbell::crypto
