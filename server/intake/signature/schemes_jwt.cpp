// JSON Web Tokens with HS256 (RFC 7519, RFC 7515). monday sends one in the Authorization header; it
// authenticates the sender, not the contents:
// https://developer.monday.com/apps/docs/integration-authorization. Dialpad's whole body is one:
// https://developers.dialpad.com/docs/webhook-security.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "crypto/base64.hpp"
#include "crypto/constant_time.hpp"
#include "crypto/digest.hpp"
#include "intake/signature/schemes.hpp"

namespace dealbell::intake::signature {
namespace {

constexpr std::string_view hs256_header = R"({"alg":"HS256","typ":"JWT"})";
// Senders put an algorithm, a type and perhaps a key id into the header.
constexpr std::size_t header_bytes_max = 1024;

struct Jwt {
  std::string_view signed_part;  // header.claims
  std::string_view claims;       // as base64url
  std::string signature;
};

// The parser does not recurse and its input is bounded, so depth needs no limit.
std::optional<nlohmann::json> object_in(std::string_view base64url) {
  const auto text = crypto::from_base64url(base64url);
  if (!text) return std::nullopt;
  auto json = nlohmann::json::parse(*text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  return json;
}

Checked<Jwt> read_jwt(std::string_view text) {
  const auto first = text.find('.');
  const auto last = text.rfind('.');
  if (first == last || first > header_bytes_max) return AuthFailure::malformed;
  const auto header = object_in(text.substr(0, first));
  // One algorithm only: neither "none" nor one that would use our secret as a public key.
  if (!header || header->value("alg", nlohmann::json()) != "HS256") return AuthFailure::malformed;
  auto signature = crypto::from_base64url(text.substr(last + 1));
  const auto claims = text.substr(first + 1, last - first - 1);
  if (!signature || claims.find('.') != std::string_view::npos) return AuthFailure::malformed;
  return Jwt{text.substr(0, last), claims, std::move(*signature)};
}

KeyTest test_of(Jwt jwt) {
  return [jwt = std::move(jwt)](std::string_view secret) {
    return crypto::equal_in_constant_time(jwt.signature,
                                          crypto::hmac_sha256(secret, {jwt.signed_part}));
  };
}

std::string make_jwt(std::string_view secret, std::string_view claims) {
  const auto signed_part = crypto::to_base64url(hs256_header) + "." + crypto::to_base64url(claims);
  return signed_part + "." + crypto::to_base64url(crypto::hmac_sha256(secret, {signed_part}));
}

bool includes(const nlohmann::json& audience, const std::string& url) {
  if (!audience.is_array()) return audience == url;
  return std::find(audience.begin(), audience.end(), url) != audience.end();
}

Verification verify_monday(const Auth& auth, const Delivery& delivery, Instant now) {
  auto text = one_header(delivery, "authorization");
  if (!text) return text.error();
  if (ascii_lower(text->substr(0, 7)) == "bearer ") text->remove_prefix(7);
  auto jwt = read_jwt(*text);
  if (!jwt) return jwt.error();
  const auto claims = object_in(jwt->claims);
  if (!claims) return AuthFailure::malformed;
  const auto expiry = claims->find("exp");
  const auto audience = claims->find("aud");
  if (expiry == claims->end() || !expiry->is_number()) return AuthFailure::malformed;
  if (expiry->get<double>() * 1000 <= static_cast<double>(to_ms(now))) return AuthFailure::stale;
  if (audience == claims->end() || !includes(*audience, auth.public_url + delivery.target))
    return AuthFailure::mismatch;
  return test_of(std::move(*jwt));
}

Result<> sign_monday(const Auth& auth, Delivery& delivery, Instant now, const std::string&) {
  const auto url = auth.public_url + delivery.target;
  if (first_bad_utf8(url) != url.size())
    return error(Errc::bad_utf8, "the address is not UTF-8, so it cannot be a claim of a token");
  const auto seconds = to_ms(now) / 1000;
  const nlohmann::json claims{{"aud", url}, {"exp", seconds + skew_max.count()}, {"iat", seconds}};
  set_header(delivery, "authorization", make_jwt(auth.keys.front().secret, claims.dump()));
  return {};
}

Verification verify_dialpad(const Auth&, const Delivery& delivery, Instant) {
  auto jwt = read_jwt(delivery.body);
  if (!jwt) return jwt.error();
  return test_of(std::move(*jwt));
}

Result<> sign_dialpad(const Auth& auth, Delivery& delivery, Instant, const std::string&) {
  delivery.body = make_jwt(auth.keys.front().secret, delivery.body);
  set_header(delivery, "content-type", "application/jwt");
  return {};
}

}  // namespace

std::vector<Scheme> jwt_schemes() {
  return {{{"monday-jwt", true, false, false}, verify_monday, sign_monday},
          {{"dialpad-jwt", false, false, true, true}, verify_dialpad, sign_dialpad}};
}

}  // namespace dealbell::intake::signature
