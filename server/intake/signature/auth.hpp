#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "intake/delivery.hpp"

namespace dealbell::intake {

// A secret as the sender's settings page shows it; the scheme knows whether that is text, hex or
// base64.
struct Key {
  std::string secret;
  std::optional<Instant> until{};  // refused from then on
};

// How deliveries of a source prove who sent them. All keys are tried, so that one can be replaced
// by the next without a gap.
struct Auth {
  std::string scheme;        // one of schemes()
  std::string name{};        // header, query-key: which one; body-token: the path of the token
  std::string public_url{};  // scheme and host the sender calls, "https://dash.example.com"
  std::vector<Key> keys{};
};

struct SchemeInfo {
  std::string_view name;  // "hubspot-v3"
  bool needs_public_url = false;
  bool needs_name = false;
  bool proves_body = false;  // false: the secret travels with the delivery and could be replayed
  bool reads_body = false;   // the token is in the body, so that it must be decoded first
  bool is_secret = true;     // false: an identifier that others know, too; only beside another auth
};
const std::vector<SchemeInfo>& schemes();
const SchemeInfo* find_scheme(std::string_view name);

// Each key costs a digest of the body; two are enough for changing them.
inline constexpr std::size_t keys_max = 8;

// Mistakes in a configuration: unknown scheme, missing or impossible name or public URL, no keys or
// too many, a key that is not hex or base64 where it must be, the test secret that Zendesk
// publishes, a shared secret of less than 16 bytes. A key that a vendor issued for signing may be
// any text: its length is not ours to choose. Never names a secret; the Error's pointer is relative
// to the auth: "/scheme", "/name", "/public_url", "/secrets/1".
Result<> check_auth(const Auth& auth);

// Why a delivery is refused: for counters and the log, never for the sender.
enum class AuthFailure { missing, repeated, malformed, stale, expired, mismatch };
std::string_view word_of(AuthFailure refusal);

// Clocks may differ by this much, both ways.
inline constexpr std::chrono::seconds skew_max{300};

// Which key proved it, or why not. Takes the same time for a wrong secret wherever it differs.
// Reads the bytes as they came, in linear time; the URL is public_url and the target, never Host.
// For an auth that passed check_auth.
struct Verdict {
  std::optional<std::size_t> key;
  AuthFailure refusal = AuthFailure::missing;  // when there is no key
};
Verdict verify(const Auth& auth, const Delivery& delivery, Instant now);

// Signs a delivery as the sender would, with the first key: adds its headers, its query or its
// token, or wraps the body. `id` is the delivery's own where the scheme has one (no dots in it). A
// standard-webhooks key may be the "whsk_" one of the sender here.
Result<> sign(const Auth& auth, Delivery& delivery, Instant now, const std::string& id);

// The delivery without the secrets that came with it, for storing and showing: credentials in
// headers, tokens in path, query and body, Salesforce's session ids, and the text of every key that
// travels, wherever it turns up. Digests stay: they prove this delivery only. The body keeps its
// other bytes. Linear in the delivery.
Delivery redacted(const std::vector<Auth>& auths, Delivery delivery);
// The same for a text that quotes a delivery, like the message of an error.
std::string without_secrets(const std::vector<Auth>& auths, std::string text);

}  // namespace dealbell::intake
