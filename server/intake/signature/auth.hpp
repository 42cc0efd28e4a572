#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "intake/delivery.hpp"

namespace dealbell::intake {

// A secret as the sender's settings page shows it. The scheme knows whether that is text, hex or
// base64.
struct Key {
  std::string secret;
  std::optional<Instant> until{};  // not accepted from then on
};

// How the deliveries of a source are authenticated. All keys are tried, so that one can be replaced
// by the next without rejecting deliveries.
struct Auth {
  std::string scheme;        // one of schemes()
  std::string name{};        // of the header or query field; for body-token the token's path
  std::string public_url{};  // scheme and host that the sender calls: "https://dash.example.com"
  std::vector<Key> keys{};
};

struct SchemeInfo {
  std::string_view name;  // "hubspot-v3"
  bool needs_public_url = false;
  bool needs_name = false;
  bool signs_body = false;  // false: the secret is sent with the delivery and could be replayed
  bool reads_body = false;  // the token is in the body, which must be parsed first
  bool is_secret = true;    // false: an identifier that others know too; only beside another Auth
};
const std::vector<SchemeInfo>& schemes();
const SchemeInfo* find_scheme(std::string_view name);

// Each key costs a digest of the body. Two are enough to replace one.
inline constexpr std::size_t keys_max = 8;

// Finds errors in a configuration: an unknown scheme; a missing or impossible name or public URL;
// no keys or too many; a key that is not hex or base64 where it must be; the test secret that
// Zendesk publishes; a shared secret of less than 16 bytes. A key that a vendor issued for signing
// may be any text: we do not choose its length. The Error never contains a secret; its pointer is
// relative to the Auth: "/scheme", "/name", "/public_url", "/secrets/1".
Result<> check_auth(const Auth& auth);

// Why a delivery is not authenticated. For metrics and the log; senders are not given the reason.
enum class AuthFailure { missing, repeated, malformed, stale, expired, mismatch };
std::string_view word_of(AuthFailure failure);

// The largest accepted difference between the sender's clock and ours, in either direction.
inline constexpr std::chrono::seconds skew_max{300};

// The index of the key that authenticates the delivery, or why there is none.
struct Verdict {
  std::optional<std::size_t> key;
  AuthFailure failure = AuthFailure::missing;  // if there is no key
};
// Checks the bytes as received, in linear time. The time does not depend on where a wrong secret
// differs. The URL is public_url and the target; the Host header is not used. `auth` has passed
// check_auth.
Verdict verify(const Auth& auth, const Delivery& delivery, Instant now);

// Signs a delivery as its sender would, with the first key: adds headers, a query field or a token,
// or wraps the body. `id` identifies the delivery in schemes that have such an id; it contains no
// dots. For standard-webhooks the key may be the sender's private one ("whsk_").
Result<> sign(const Auth& auth, Delivery& delivery, Instant now, const std::string& id);

// Removes secrets before a delivery is stored or shown: credentials in headers; tokens in path,
// query and body; Salesforce's session ids; and the text of every secret that senders transmit,
// wherever it occurs. Digests are kept, since they are valid for this delivery only. All other
// bytes of the body are kept. Linear in the delivery.
Delivery redacted(const std::vector<Auth>& auths, Delivery delivery);
// The same for a text that quotes a delivery, such as an error message.
std::string without_secrets(const std::vector<Auth>& auths, std::string text);

}  // namespace dealbell::intake
