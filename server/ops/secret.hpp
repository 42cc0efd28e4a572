#pragma once

#include <string>
#include <string_view>

namespace dealbell::ops {

// A secret of 256 random bits, as 43 characters of base64url.
std::string random_secret();
// A short code for people, who carry it from a terminal to a browser: 60 random bits in 12 letters
// and digits.
std::string random_code();
// SHA-256 as hex: stored instead of the secret. Our secrets are random, so they need no salt.
std::string hash_secret(std::string_view secret);

}  // namespace dealbell::ops
