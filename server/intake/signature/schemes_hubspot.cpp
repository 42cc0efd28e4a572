// https://developers.hubspot.com/docs/apps/legacy-apps/authentication/validating-requests. v1 and
// v2 contain no time and hash the secret before the message. They are therefore schemes of their
// own that must be chosen explicitly: a v3 source never falls back to them.
#include "base/hex.hpp"
#include "crypto/base64.hpp"
#include "crypto/constant_time.hpp"
#include "crypto/digest.hpp"
#include "intake/signature/schemes.hpp"
#include "intake/signature/url.hpp"

namespace dealbell::intake::signature {
namespace {

std::string url_of(const Auth& auth, const Delivery& delivery) {
  return auth.public_url + delivery.target;
}

std::string v3_mac(std::string_view secret, const Auth& auth, const Delivery& delivery,
                   std::string_view timestamp) {
  return crypto::hmac_sha256(secret, {delivery.method, with_hubspot_escapes(url_of(auth, delivery)),
                                      delivery.body, timestamp});
}

Verification verify_v3(const Auth& auth, const Delivery& delivery, Instant now) {
  const auto timestamp = one_header(delivery, "x-hubspot-request-timestamp");
  const auto text = one_header(delivery, "x-hubspot-signature-v3");
  if (!timestamp) return timestamp.error();
  if (!text) return text.error();
  const auto sent = milliseconds_of(*timestamp);
  if (!sent) return sent.error();
  if (!is_recent(*sent, now)) return AuthFailure::stale;
  auto signature = crypto::from_base64(*text);
  if (!signature) return AuthFailure::malformed;
  return KeyTest([&auth, &delivery, timestamp = *timestamp,
                  signature = std::move(*signature)](std::string_view secret) {
    return crypto::equal_in_constant_time(signature, v3_mac(secret, auth, delivery, timestamp));
  });
}

Result<> sign_v3(const Auth& auth, Delivery& delivery, Instant now, const std::string&) {
  const auto timestamp = std::to_string(to_ms(now));
  const auto mac = v3_mac(auth.keys.front().secret, auth, delivery, timestamp);
  set_header(delivery, "x-hubspot-request-timestamp", timestamp);
  set_header(delivery, "x-hubspot-signature-v3", crypto::to_base64(mac));
  return {};
}

using Hash = std::string (*)(std::string_view secret, const Auth&, const Delivery&);

std::string v1_hash(std::string_view secret, const Auth&, const Delivery& delivery) {
  return crypto::sha256({secret, delivery.body});
}

std::string v2_hash(std::string_view secret, const Auth& auth, const Delivery& delivery) {
  return crypto::sha256({secret, delivery.method, url_of(auth, delivery), delivery.body});
}

Scheme without_time(SchemeInfo info, const std::string& version, Hash hash) {
  const auto verify = [version, hash](const Auth& auth, const Delivery& delivery,
                                      Instant) -> Verification {
    const auto sent_version = one_header(delivery, "x-hubspot-signature-version");
    const auto text = one_header(delivery, "x-hubspot-signature");
    if (!sent_version) return sent_version.error();
    if (!text) return text.error();
    auto signature = from_hex(*text);
    if (*sent_version != version || !signature) return AuthFailure::malformed;
    return KeyTest(
        [&auth, &delivery, hash, signature = std::move(*signature)](std::string_view secret) {
          return crypto::equal_in_constant_time(signature, hash(secret, auth, delivery));
        });
  };
  const auto sign = [version, hash](const Auth& auth, Delivery& delivery, Instant,
                                    const std::string&) -> Result<> {
    const auto digest = hash(auth.keys.front().secret, auth, delivery);
    set_header(delivery, "x-hubspot-signature-version", version);
    set_header(delivery, "x-hubspot-signature", to_hex(digest));
    return {};
  };
  return {info, verify, sign};
}

}  // namespace

std::vector<Scheme> hubspot_schemes() {
  return {{{"hubspot-v3", true, false, true}, verify_v3, sign_v3},
          without_time({"hubspot-v2", true, false, true}, "v2", v2_hash),
          without_time({"hubspot-v1", false, false, true}, "v1", v1_hash)};
}

}  // namespace dealbell::intake::signature
