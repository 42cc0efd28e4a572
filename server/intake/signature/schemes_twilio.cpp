// https://www.twilio.com/docs/usage/webhooks/webhooks-security. For a form the URL is signed,
// followed by the sorted names and values of all parameters. For other bodies only the URL is
// signed; its query contains the SHA-256 of the body.
#include <algorithm>

#include "base/hex.hpp"
#include "crypto/base64.hpp"
#include "crypto/constant_time.hpp"
#include "crypto/digest.hpp"
#include "intake/signature/schemes.hpp"
#include "intake/signature/url.hpp"

namespace dealbell::intake::signature {
namespace {

constexpr std::string_view body_hash = "bodySHA256";

// The public URL as it is, and with its default port added or removed: Twilio may sign either.
std::vector<std::string> origins_of(const std::string& public_url) {
  const std::string port = public_url.starts_with("https://") ? ":443" : ":80";
  const auto authority = public_url.find("://");
  const auto begin = authority == std::string::npos ? 0 : authority + 3;
  const auto end = std::min(public_url.find('/', begin), public_url.size());
  const auto host = public_url.substr(begin, end - begin);
  std::vector<std::string> all{public_url};
  auto toggled = public_url;
  if (host.ends_with(port)) {
    all.push_back(toggled.erase(end - port.size(), port.size()));
  } else if (host.find(':', host.rfind(']') + 1) == std::string::npos) {
    all.push_back(toggled.insert(end, port));
  }
  return all;
}

Checked<std::string> sorted_parameters(std::string_view body) {
  const auto fields = read_form(body);
  if (!fields) return fields.error();
  std::vector<std::pair<std::string_view, std::string_view>> pairs;
  for (const auto& field : *fields) pairs.emplace_back(field.name, field.value);
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  std::string text;
  for (const auto& [name, value] : pairs) text.append(name).append(value);
  return text;
}

// The text that is signed after the URL.
Checked<std::string> tail_of(const Delivery& delivery) {
  const auto sent_hash = one_field(query_of(delivery.target), body_hash);
  if (!sent_hash && sent_hash.error() == AuthFailure::missing)
    return sorted_parameters(delivery.body);
  if (!sent_hash) return sent_hash.error();
  const auto hash = from_hex(sent_hash->value);
  if (!hash) return AuthFailure::malformed;
  if (!crypto::equal_in_constant_time(*hash, crypto::sha256({delivery.body})))
    return AuthFailure::mismatch;
  return "";
}

Verification verify_twilio(const Auth& auth, const Delivery& delivery, Instant) {
  const auto text = one_header(delivery, "x-twilio-signature");
  if (!text) return text.error();
  auto signature = crypto::from_base64(*text);
  if (!signature) return AuthFailure::malformed;
  auto tail = tail_of(delivery);
  if (!tail) return tail.error();
  return KeyTest([origins = origins_of(auth.public_url), &delivery, tail = std::move(*tail),
                  signature = std::move(*signature)](std::string_view secret) {
    bool any = false;
    for (const auto& origin : origins)
      any |= crypto::equal_in_constant_time(
          signature, crypto::hmac_sha1(secret, {origin, delivery.target, tail}));
    return any;
  });
}

Result<> sign_twilio(const Auth& auth, Delivery& delivery, Instant, const std::string&) {
  const auto* type = only_header(delivery, "content-type");
  const bool form = type && type->starts_with("application/x-www-form-urlencoded");
  if (!form)
    delivery.target = with_query_field(std::move(delivery.target), body_hash,
                                       to_hex(crypto::sha256({delivery.body})));
  const auto tail = tail_of(delivery);
  if (!tail)
    return error(Errc::bad_value, "the body is not a form, or the query already has its hash");
  set_header(delivery, "x-twilio-signature",
             crypto::to_base64(crypto::hmac_sha1(auth.keys.front().secret,
                                                 {auth.public_url, delivery.target, *tail})));
  return {};
}

}  // namespace

std::vector<Scheme> twilio_schemes() {
  return {{{"twilio", true, false, true}, verify_twilio, sign_twilio}};
}

}  // namespace dealbell::intake::signature
