// Secrets in a header: basic (RFC 7617), bearer (RFC 6750) and a header of any name. They
// authenticate the sender, not the contents.
#include <algorithm>

#include "base/ascii.hpp"
#include "crypto/base64.hpp"
#include "intake/signature/schemes.hpp"

namespace dealbell::intake::signature {
namespace {

// Scheme names in Authorization are case-insensitive: RFC 9110 §11.1.
Checked<std::string_view> credentials(const Delivery& delivery, std::string_view scheme) {
  const auto text = one_header(delivery, "authorization");
  if (!text) return text.error();
  const auto size = scheme.size();
  if (ascii_lower(text->substr(0, size)) != scheme || text->size() <= size || (*text)[size] != ' ')
    return AuthFailure::malformed;
  return text->substr(size + 1);
}

Verification verify_basic(const Auth&, const Delivery& delivery, Instant) {
  const auto text = credentials(delivery, "basic");
  if (!text) return text.error();
  auto user_and_password = crypto::from_base64(*text);
  if (!user_and_password) return AuthFailure::malformed;
  return equals_key(std::move(*user_and_password));
}

Result<> sign_basic(const Auth& auth, Delivery& delivery, Instant, const std::string&) {
  set_header(delivery, "authorization", "Basic " + crypto::to_base64(auth.keys.front().secret));
  return {};
}

// The minimum length applies to user and password together: an attacker must guess both.
std::string_view basic_flaw(std::string_view secret) {
  if (secret.find(':') == std::string_view::npos) return "is not user:password";
  return shared_secret_flaw(secret);
}

Verification verify_bearer(const Auth&, const Delivery& delivery, Instant) {
  const auto text = credentials(delivery, "bearer");
  if (!text) return text.error();
  return equals_key(std::string(*text));
}

Result<> sign_bearer(const Auth& auth, Delivery& delivery, Instant, const std::string&) {
  set_header(delivery, "authorization", "Bearer " + auth.keys.front().secret);
  return {};
}

Verification verify_header(const Auth& auth, const Delivery& delivery, Instant) {
  const auto text = one_header(delivery, ascii_lower(auth.name));
  if (!text) return text.error();
  return equals_key(std::string(*text));
}

Result<> sign_header(const Auth& auth, Delivery& delivery, Instant, const std::string&) {
  set_header(delivery, ascii_lower(auth.name), auth.keys.front().secret);
  return {};
}

std::string_view header_name_flaw(std::string_view name) {
  const auto ok = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  const auto lower = ascii_lower(name);
  return std::all_of(lower.begin(), lower.end(), ok) ? "" : "is not the name of a header";
}

void redact_header(const Auth& auth, Delivery& delivery) {
  const auto secret = ascii_lower(auth.name);
  for (auto& [name, value] : delivery.headers)
    if (name == secret) value = redaction;
}

}  // namespace

std::vector<Scheme> header_secret_schemes() {
  return {{{"basic"}, verify_basic, sign_basic, basic_flaw},
          {{"bearer"}, verify_bearer, sign_bearer, shared_secret_flaw},
          {{"header", false, true},
           verify_header,
           sign_header,
           shared_secret_flaw,
           header_name_flaw,
           redact_header}};
}

}  // namespace dealbell::intake::signature
