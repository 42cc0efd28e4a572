// Vendors that sign the body, or a time and the body, with HMAC-SHA256 and send the digest in a
// header. They differ in the headers' names and in the formats of key, digest and time.
#include "base/ascii.hpp"
#include "base/hex.hpp"
#include "crypto/base64.hpp"
#include "crypto/constant_time.hpp"
#include "crypto/digest.hpp"
#include "intake/signature/schemes.hpp"

namespace dealbell::intake::signature {
namespace {

enum class KeyForm { text, hex };
enum class DigestForm { hex, base64 };
enum class TimeForm { none, seconds, rfc3339 };

struct Row {
  std::string_view scheme;
  std::string_view header;
  std::string_view other_header;  // read when `header` is absent
  std::string_view prefix;        // before the digest
  DigestForm digest;
  KeyForm key;
  std::string_view time_header;  // its unchanged text is signed before the body
  TimeForm time;
  std::string_view (*secret_flaw)(std::string_view) = nullptr;
};

// People copy a hex key in either case.
std::optional<std::string> hex_key(std::string_view secret) {
  return from_hex(ascii_lower(secret));
}

std::string_view hex_key_flaw(std::string_view secret) {
  return hex_key(secret) ? "" : "is not hexadecimal";
}

// From Zendesk's documentation; the test button of an unsaved webhook uses it.
std::string_view zendesk_flaw(std::string_view secret) {
  return secret == "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ=="
             ? "is the test secret that Zendesk publishes"
             : "";
}

// https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
// https://docs.attio.com/rest-api/guides/webhooks
// https://developer.close.com/topics/webhooks/
// https://developer.zendesk.com/documentation/webhooks/verifying/: the secret looks like base64 but
// is used as text.
constexpr Row rows[] = {
    {"github", "x-hub-signature-256", "", "sha256=", DigestForm::hex, KeyForm::text, "",
     TimeForm::none},
    {"attio", "attio-signature", "x-attio-signature", "", DigestForm::hex, KeyForm::text, "",
     TimeForm::none},
    {"close", "close-sig-hash", "", "", DigestForm::hex, KeyForm::hex, "close-sig-timestamp",
     TimeForm::seconds, hex_key_flaw},
    {"zendesk", "x-zendesk-webhook-signature", "", "", DigestForm::base64, KeyForm::text,
     "x-zendesk-webhook-signature-timestamp", TimeForm::rfc3339, zendesk_flaw},
};

Checked<Instant> time_of(TimeForm form, std::string_view text) {
  if (form == TimeForm::seconds) return seconds_of(text);
  const auto instant = parse_instant(text);
  if (!instant) return AuthFailure::malformed;
  return *instant;
}

std::string now_as(TimeForm form, Instant now) {
  return form == TimeForm::seconds ? std::to_string(to_ms(now) / 1000)
                                   : format_instant(std::chrono::floor<std::chrono::seconds>(now));
}

std::optional<std::string> mac_of(const Row& row, std::string_view secret, std::string_view time,
                                  std::string_view body) {
  if (row.key == KeyForm::text) return crypto::hmac_sha256(secret, {time, body});
  const auto key = hex_key(secret);
  if (!key) return std::nullopt;
  return crypto::hmac_sha256(*key, {time, body});
}

Verification verify(const Row& row, const Delivery& delivery, Instant now) {
  const bool other = !row.other_header.empty() && !has_header(delivery, row.header);
  const auto text = one_header(delivery, other ? row.other_header : row.header);
  if (!text) return text.error();
  std::string_view time;
  if (row.time != TimeForm::none) {
    const auto header = one_header(delivery, row.time_header);
    if (!header) return header.error();
    time = *header;
    const auto sent = time_of(row.time, time);
    if (!sent) return sent.error();
    if (!is_recent(*sent, now)) return AuthFailure::stale;
  }
  if (!text->starts_with(row.prefix)) return AuthFailure::malformed;
  const auto digest = text->substr(row.prefix.size());
  auto mac = row.digest == DigestForm::hex ? from_hex(digest) : crypto::from_base64(digest);
  if (!mac) return AuthFailure::malformed;
  return KeyTest([&row, &delivery, time, mac = std::move(*mac)](std::string_view secret) {
    const auto ours = mac_of(row, secret, time, delivery.body);
    return ours && crypto::equal_in_constant_time(mac, *ours);
  });
}

Result<> sign(const Row& row, const Auth& auth, Delivery& delivery, Instant now) {
  const auto time = row.time == TimeForm::none ? "" : now_as(row.time, now);
  const auto mac = mac_of(row, auth.keys.front().secret, time, delivery.body);
  if (!mac) return error(Errc::bad_value, "the key is not hexadecimal");
  const auto digest = row.digest == DigestForm::hex ? to_hex(*mac) : crypto::to_base64(*mac);
  set_header(delivery, row.header, std::string(row.prefix) + digest);
  if (row.time != TimeForm::none) set_header(delivery, row.time_header, time);
  return {};
}

}  // namespace

std::vector<Scheme> body_mac_schemes() {
  std::vector<Scheme> all;
  for (const auto& row : rows)
    all.push_back({{row.scheme, false, false, true},
                   [&row](const Auth&, const Delivery& delivery, Instant now) {
                     return verify(row, delivery, now);
                   },
                   [&row](const Auth& auth, Delivery& delivery, Instant now, const std::string&) {
                     return sign(row, auth, delivery, now);
                   },
                   row.secret_flaw});
  return all;
}

}  // namespace dealbell::intake::signature
