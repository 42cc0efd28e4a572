// https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md, and
// the older header names svix-*.
#include <algorithm>

#include "crypto/base64.hpp"
#include "crypto/constant_time.hpp"
#include "crypto/digest.hpp"
#include "crypto/ed25519.hpp"
#include "intake/signature/schemes.hpp"

namespace dealbell::intake::signature {
namespace {

// A sender signs with two keys while one is being replaced. Each signature costs a verification.
constexpr std::size_t signatures_max = 16;

enum class KeyKind { shared, verifying, signing };
struct KeyBytes {
  KeyKind kind;
  std::string bytes;
};

std::optional<KeyBytes> read_key(std::string_view secret) {
  auto kind = KeyKind::shared;
  if (secret.starts_with("whpk_")) kind = KeyKind::verifying;
  if (secret.starts_with("whsk_")) kind = KeyKind::signing;
  if (secret.starts_with("whsec_")) secret.remove_prefix(6);
  if (kind != KeyKind::shared) secret.remove_prefix(5);
  auto bytes = crypto::from_base64(secret);
  if (!bytes || bytes->empty()) return std::nullopt;
  // A signing key is the seed, with or without the public key after it.
  if (kind == KeyKind::verifying && bytes->size() != crypto::ed25519_key_bytes) return std::nullopt;
  if (kind == KeyKind::signing) {
    if (bytes->size() != crypto::ed25519_key_bytes &&
        bytes->size() != 2 * crypto::ed25519_key_bytes)
      return std::nullopt;
    bytes->resize(crypto::ed25519_key_bytes);
  }
  return KeyBytes{kind, std::move(*bytes)};
}

struct Signatures {
  std::vector<std::string> macs;     // v1
  std::vector<std::string> ed25519;  // v1a
};

// "v1,base64 v1a,base64". Unknown versions are skipped: senders may add new ones.
Checked<Signatures> read_signatures(std::string_view text) {
  Signatures all;
  for (std::size_t count = 0; !text.empty(); ++count) {
    if (count == signatures_max) return AuthFailure::malformed;
    const auto end = std::min(text.find(' '), text.size());
    const auto one = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const auto comma = std::min(one.find(','), one.size());
    const auto version = one.substr(0, comma);
    if (version != "v1" && version != "v1a") continue;
    auto bytes = crypto::from_base64(one.substr(std::min(comma + 1, one.size())));
    if (!bytes) return AuthFailure::malformed;
    (version == "v1" ? all.macs : all.ed25519).push_back(std::move(*bytes));
  }
  return all;
}

bool matches(const Signatures& signatures, const KeyBytes& key, crypto::Parts message) {
  bool any = false;
  if (key.kind == KeyKind::shared) {
    const auto mac = crypto::hmac_sha256(key.bytes, message);
    for (const auto& one : signatures.macs) any |= crypto::equal_in_constant_time(one, mac);
  }
  if (key.kind == KeyKind::verifying && !signatures.ed25519.empty()) {
    std::string whole;
    for (const auto part : message) whole += part;
    for (const auto& one : signatures.ed25519)
      any |= crypto::ed25519_verifies(key.bytes, whole, one);
  }
  return any;
}

Verification verify_standard(const Auth&, const Delivery& delivery, Instant now) {
  const std::string names = has_header(delivery, "webhook-signature") ? "webhook-" : "svix-";
  const auto id = one_header(delivery, names + "id");
  const auto timestamp = one_header(delivery, names + "timestamp");
  const auto text = one_header(delivery, names + "signature");
  for (const auto* header : {&id, &timestamp, &text})
    if (!*header) return header->error();
  // A dot in the id would make "id.timestamp" ambiguous.
  if (id->empty() || id->find('.') != std::string_view::npos) return AuthFailure::malformed;
  const auto sent = seconds_of(*timestamp);
  if (!sent) return sent.error();
  if (!is_recent(*sent, now)) return AuthFailure::stale;
  const auto signatures = read_signatures(*text);
  if (!signatures) return signatures.error();
  return KeyTest([&delivery, id = *id, timestamp = *timestamp,
                  signatures = *signatures](std::string_view secret) {
    const auto key = read_key(secret);
    return key && matches(signatures, *key, {id, ".", timestamp, ".", delivery.body});
  });
}

Result<> sign_standard(const Auth& auth, Delivery& delivery, Instant now, const std::string& id) {
  const auto key = read_key(auth.keys.front().secret);
  if (!key) return error(Errc::bad_value, "the key is not base64 after whsec_ or whsk_");
  if (key->kind == KeyKind::verifying)
    return error(Errc::bad_value, "a whpk_ key can only verify; signing needs the whsk_ key");
  const auto timestamp = std::to_string(to_ms(now) / 1000);
  const auto message = id + "." + timestamp + "." + delivery.body;
  set_header(delivery, "webhook-id", id);
  set_header(delivery, "webhook-timestamp", timestamp);
  set_header(delivery, "webhook-signature",
             key->kind == KeyKind::shared
                 ? "v1," + crypto::to_base64(crypto::hmac_sha256(key->bytes, {message}))
                 : "v1a," + crypto::to_base64(crypto::ed25519_sign(key->bytes, message).value()));
  return {};
}

std::string_view secret_flaw(std::string_view secret) {
  const auto key = read_key(secret);
  if (!key) return "is neither base64 after whsec_ nor 32 bytes of base64 after whpk_";
  if (key->kind == KeyKind::signing) return "is the sender's private key; use the whpk_ key here";
  return "";
}

}  // namespace

std::vector<Scheme> standard_webhooks_schemes() {
  return {{{"standard-webhooks", false, false, true}, verify_standard, sign_standard, secret_flaw}};
}

}  // namespace dealbell::intake::signature
