// Secrets in the body: the tokens of Zoho and Aircall, a value that the operator makes Copper send,
// and Salesforce's organization id, which is not secret.
#include "crypto/constant_time.hpp"
#include "intake/signature/body_value.hpp"
#include "intake/signature/schemes.hpp"

namespace dealbell::intake::signature {
namespace {

Verification verify_token(const Auth& auth, const Delivery& delivery, Instant) {
  auto token = value_in(delivery, auth.name);
  if (!token) return token.error();
  return equals_key(std::move(token->value));
}

Result<> sign_token(const Auth& auth, Delivery& delivery, Instant, const std::string&) {
  return put_value(delivery, auth.name, auth.keys.front().secret);
}

void redact_token(const Auth& auth, Delivery& delivery) {
  if (value_in(delivery, auth.name)) (void)put_value(delivery, auth.name, redaction);
}

// "Outbound Messaging" of https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/
constexpr std::string_view org_path = "//notifications/OrganizationId";

// An id has 15 characters. Three more may follow, which make it unique if its case is lost.
bool is_org_id(std::string_view id) {
  const bool alphanumeric = id.find_first_not_of(
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                "0123456789") == std::string_view::npos;
  return alphanumeric && (id.size() == 15 || id.size() == 18);
}

Verification verify_org(const Auth&, const Delivery& delivery, Instant) {
  const auto id = value_in(delivery, org_path);
  if (!id) return id.error();
  if (!is_org_id(id->value)) return AuthFailure::malformed;
  return KeyTest([sent = id->value.substr(0, 15)](std::string_view secret) {
    return crypto::equal_in_constant_time(sent, secret.substr(0, 15));
  });
}

Result<> sign_org(const Auth& auth, Delivery& delivery, Instant, const std::string&) {
  return put_value(delivery, org_path, auth.keys.front().secret);
}

std::string_view org_flaw(std::string_view secret) {
  return is_org_id(secret) ? "" : "is not an organization id of 15 or 18 letters and digits";
}

}  // namespace

std::vector<Scheme> body_secret_schemes() {
  SchemeInfo token{"body-token", false, true, false, true};
  SchemeInfo org{"salesforce-org", false, false, false, true};
  org.is_secret = false;
  return {{token, verify_token, sign_token, shared_secret_flaw, path_flaw, redact_token},
          {org, verify_org, sign_org, org_flaw}};
}

}  // namespace dealbell::intake::signature
