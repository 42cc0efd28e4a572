#pragma once

#include <string>
#include <string_view>

namespace dealbell::ops {

// 256 bits from the operating system's generator, as 43 characters of base64url.
std::string random_secret();
// A short code for people to carry from a terminal to a browser: 60 bits in 12 letters and digits.
std::string random_code();
// SHA-256 as hex: what is stored instead of a secret. Secrets are random, so they need no salt.
std::string hash_secret(std::string_view secret);

}  // namespace dealbell::ops
