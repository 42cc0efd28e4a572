#include <algorithm>
#include <iterator>

#include "base/ascii.hpp"
#include "intake/signature/auth.hpp"
#include "intake/signature/schemes.hpp"
#include "intake/signature/secret_text.hpp"
#include "intake/signature/session_id.hpp"
#include "intake/signature/url.hpp"

namespace dealbell::intake {
namespace {

// Headers whose names contain one of these words carry a credential. Signatures are not redacted:
// they are valid for one delivery only.
constexpr std::string_view secret_words[] = {"authorization", "cookie", "token",   "secret",
                                             "api-key",       "apikey", "password"};
// Query fields in which operators put secrets, whatever the scheme.
constexpr std::string_view secret_fields[] = {"access_token", "code", "token", "secret"};

bool names_secret(std::string_view header) {
  return std::any_of(std::begin(secret_words), std::end(secret_words),
                     [&](auto word) { return header.find(word) != std::string_view::npos; });
}

}  // namespace

Delivery redacted(const std::vector<Auth>& auths, Delivery delivery) {
  for (const auto& auth : auths)
    if (const auto* scheme = signature::scheme_named(auth.scheme); scheme && scheme->redact)
      scheme->redact(auth, delivery);
  for (const auto name : secret_fields) signature::redact_field(delivery.target, name);
  const auto secrets = signature::secret_texts(auths);
  signature::redact_texts(secrets, delivery.target);
  for (auto& [name, value] : delivery.headers) {
    if (names_secret(ascii_lower(name)))
      value = signature::redaction;
    else
      signature::redact_texts(secrets, value);
  }
  signature::redact_session_ids(delivery.body);
  signature::redact_texts(secrets, delivery.body);
  return delivery;
}

std::string without_secrets(const std::vector<Auth>& auths, std::string text) {
  signature::redact_session_ids(text);
  signature::redact_texts(signature::secret_texts(auths), text);
  return text;
}

}  // namespace dealbell::intake
