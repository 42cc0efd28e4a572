// https://docs.stripe.com/webhooks#verify-manually: "t=1492774577,v1=5257a8…,v0=6ffbb5…".
#include <algorithm>
#include <utility>

#include "base/hex.hpp"
#include "crypto/constant_time.hpp"
#include "crypto/digest.hpp"
#include "intake/signature/schemes.hpp"

namespace dealbell::intake::signature {
namespace {

// Stripe sends three, and one more while a key is being replaced.
constexpr std::size_t header_fields_max = 16;

struct Header {
  std::string_view timestamp;
  std::vector<std::string> macs;  // v1; v0 is for Stripe's own tests
};

Checked<Header> read_header(std::string_view text) {
  Header header;
  bool has_timestamp = false;
  for (std::size_t count = 0; !text.empty(); ++count) {
    if (count == header_fields_max) return AuthFailure::malformed;
    const auto end = std::min(text.find(','), text.size());
    const auto field = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (field.starts_with("t=")) {
      if (std::exchange(has_timestamp, true)) return AuthFailure::repeated;
      header.timestamp = field.substr(2);
    }
    if (field.starts_with("v1=")) {
      auto mac = from_hex(field.substr(3));
      if (!mac) return AuthFailure::malformed;
      header.macs.push_back(std::move(*mac));
    }
  }
  if (!has_timestamp || header.macs.empty()) return AuthFailure::malformed;
  return header;
}

Verification verify_stripe(const Auth&, const Delivery& delivery, Instant now) {
  const auto text = one_header(delivery, "stripe-signature");
  if (!text) return text.error();
  auto header = read_header(*text);
  if (!header) return header.error();
  const auto sent = seconds_of(header->timestamp);
  if (!sent) return sent.error();
  if (!is_recent(*sent, now)) return AuthFailure::stale;
  return KeyTest([&delivery, header = std::move(*header)](std::string_view secret) {
    const auto mac = crypto::hmac_sha256(secret, {header.timestamp, ".", delivery.body});
    bool any = false;
    for (const auto& one : header.macs) any |= crypto::equal_in_constant_time(one, mac);
    return any;
  });
}

Result<> sign_stripe(const Auth& auth, Delivery& delivery, Instant now, const std::string&) {
  const auto timestamp = std::to_string(to_ms(now) / 1000);
  const auto mac = crypto::hmac_sha256(auth.keys.front().secret, {timestamp, ".", delivery.body});
  set_header(delivery, "stripe-signature", "t=" + timestamp + ",v1=" + to_hex(mac));
  return {};
}

}  // namespace

// The key is the whole text "whsec_…", unlike that of Standard Webhooks, which looks the same.
std::vector<Scheme> stripe_schemes() {
  return {{{"stripe", false, false, true}, verify_stripe, sign_stripe}};
}

}  // namespace dealbell::intake::signature
