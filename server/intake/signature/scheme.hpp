#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/signature/auth.hpp"

namespace dealbell::intake::signature {

// Inside auth.hpp: what every scheme brings. What is signed and how is table 1 and chapter 3 of the
// vendors' documentation, named in each file.

// A value, or why there is none.
template <class T>
using Checked = boost::system::result<T, AuthFailure>;

// Whether this secret made the proof. Refers to the delivery it came from.
using KeyTest = std::function<bool(std::string_view secret)>;
using Proof = Checked<KeyTest>;

struct Scheme {
  SchemeInfo info;
  // What the delivery offers; all that can be refused without a key is refused here.
  std::function<Proof(const Auth&, const Delivery&, Instant now)> prove;
  // With keys.front() of the auth.
  std::function<Result<>(const Auth&, Delivery&, Instant now, const std::string& id)> sign;
  // What is wrong with a secret or with `name`, as the end of a sentence; empty when nothing is.
  std::string_view (*secret_flaw)(std::string_view secret) = nullptr;
  std::string_view (*name_flaw)(std::string_view name) = nullptr;
  // Takes a secret that travelled out of the delivery.
  void (*redact)(const Auth&, Delivery&) = nullptr;
};

// One family a file, the best first.
std::vector<Scheme> standard_webhooks_schemes();
std::vector<Scheme> hubspot_schemes();
std::vector<Scheme> stripe_schemes();
std::vector<Scheme> body_mac_schemes();
std::vector<Scheme> twilio_schemes();
std::vector<Scheme> jwt_schemes();
std::vector<Scheme> header_secret_schemes();
std::vector<Scheme> url_secret_schemes();
std::vector<Scheme> body_secret_schemes();

const std::vector<Scheme>& all_schemes();
const Scheme* named(std::string_view name);  // nullptr when there is none

// What stands in place of a secret.
constexpr std::string_view redaction = "[redacted]";

// Shared secrets are sent with every delivery and may be tried at our door: 128 bits as text.
constexpr std::size_t secret_bytes_min = 16;
std::string_view shared_secret_flaw(std::string_view secret);
// The secret itself was sent.
KeyTest equals_key(std::string sent);

// A header that must stand there exactly once: with two of them, we and a proxy before us could
// each believe another one.
Checked<std::string_view> one_header(const Delivery& delivery, std::string_view name);
bool has_header(const Delivery& delivery, std::string_view name);
// Replaces whatever was there under this name.
void set_header(Delivery& delivery, std::string_view name, std::string value);

// Whole seconds or milliseconds since 1970, digits only.
Checked<Instant> seconds_of(std::string_view text);
Checked<Instant> milliseconds_of(std::string_view text);
bool is_recent(Instant sent, Instant now);

}  // namespace dealbell::intake::signature
