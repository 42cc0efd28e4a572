// Secrets in the URL: a field of the query, or the last part of the path /hooks/{source}/{token}.
// They authenticate the sender, not the contents.
#include <algorithm>

#include "base/percent_encoding.hpp"
#include "intake/signature/schemes.hpp"
#include "intake/signature/url.hpp"

namespace dealbell::intake::signature {
namespace {

Verification verify_query(const Auth& auth, const Delivery& delivery, Instant) {
  auto field = one_field(query_of(delivery.target), auth.name);
  if (!field) return field.error();
  return equals_key(std::move(field->value));
}

Result<> sign_query(const Auth& auth, Delivery& delivery, Instant, const std::string&) {
  delivery.target =
      with_query_field(std::move(delivery.target), auth.name, auth.keys.front().secret);
  return {};
}

void redact_query(const Auth& auth, Delivery& delivery) {
  redact_field(delivery.target, auth.name);
}

// Where the token begins; npos if the path has no third part.
std::size_t token_at(std::string_view target) {
  const auto path = path_of(target);
  if (std::count(path.begin(), path.end(), '/') < 3) return std::string_view::npos;
  return path.rfind('/') + 1;
}

Verification verify_path(const Auth&, const Delivery& delivery, Instant) {
  const auto at = token_at(delivery.target);
  if (at == std::string_view::npos) return AuthFailure::missing;
  return equals_key(std::string(path_of(delivery.target).substr(at)));
}

Result<> sign_path(const Auth& auth, Delivery& delivery, Instant, const std::string&) {
  auto target = delivery.target;
  target.insert(path_of(target).size(), "/" + auth.keys.front().secret);
  if (token_at(target) == std::string::npos)
    return error(Errc::bad_value, "the path is not of the form /hooks/source");
  delivery.target = std::move(target);
  return {};
}

void redact_path(const Auth&, Delivery& delivery) {
  const auto at = token_at(delivery.target);
  if (at != std::string_view::npos)
    delivery.target.replace(at, path_of(delivery.target).size() - at, redaction);
}

// The token is compared with the path as received, without decoding, so it must not need escapes.
std::string_view path_token_flaw(std::string_view secret) {
  if (!std::all_of(secret.begin(), secret.end(), is_unreserved))
    return "has characters other than A-Z a-z 0-9 - . _ ~";
  return shared_secret_flaw(secret);
}

}  // namespace

std::vector<Scheme> url_secret_schemes() {
  return {{{"query-key", false, true},
           verify_query,
           sign_query,
           shared_secret_flaw,
           nullptr,
           redact_query},
          {{"path-token"}, verify_path, sign_path, path_token_flaw, nullptr, redact_path}};
}

}  // namespace dealbell::intake::signature
