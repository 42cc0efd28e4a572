#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/signature/auth.hpp"

namespace dealbell::intake::signature {

// What an authentication scheme consists of, and helpers for schemes. Used inside this folder only;
// auth.hpp is the interface. Each schemes_*.cpp links the vendor's documentation of what is signed
// and how.

// A value, or why the delivery is not authenticated.
template <class T>
using Checked = boost::system::result<T, AuthFailure>;

// Whether the delivery was signed with this secret, or contains it. Refers to the delivery that it
// was made from.
using KeyTest = std::function<bool(std::string_view secret)>;
using Verification = Checked<KeyTest>;

struct Scheme {
  SchemeInfo info;
  // Reads the signature or secret from the delivery and makes all checks that need no key.
  std::function<Verification(const Auth&, const Delivery&, Instant now)> verify;
  // Uses the first key.
  std::function<Result<>(const Auth&, Delivery&, Instant now, const std::string& id)> sign;
  // What is wrong with a secret or with `name`, as the end of a sentence; empty if nothing is.
  std::string_view (*secret_flaw)(std::string_view secret) = nullptr;
  std::string_view (*name_flaw)(std::string_view name) = nullptr;
  // Replaces the secret in a delivery that contains it.
  void (*redact)(const Auth&, Delivery&) = nullptr;
};

// The text that replaces a secret.
constexpr std::string_view redaction = "[redacted]";

// A shared secret is sent with every delivery, and anyone may try to guess it: 128 bits as text.
constexpr std::size_t secret_bytes_min = 16;
std::string_view shared_secret_flaw(std::string_view secret);
// For schemes that send the secret itself.
KeyTest equals_key(std::string sent);

// A header that must occur exactly once: of two, we and a proxy in front of us could each use a
// different one.
Checked<std::string_view> one_header(const Delivery& delivery, std::string_view name);
bool has_header(const Delivery& delivery, std::string_view name);
// Replaces all headers of this name.
void set_header(Delivery& delivery, std::string_view name, std::string value);

// Whole seconds or milliseconds since 1970; digits only.
Checked<Instant> seconds_of(std::string_view text);
Checked<Instant> milliseconds_of(std::string_view text);
// Whether the two differ by at most skew_max.
bool is_recent(Instant sent, Instant now);

}  // namespace dealbell::intake::signature
