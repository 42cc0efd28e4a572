#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.hpp"
#include "intake/signature/auth.hpp"

namespace {

using namespace dealbell;
using namespace dealbell::intake;

const std::string secret = "a-secret-of-many-letters";
constexpr Instant now = from_ms(1783759200000);

std::string secret_for(std::string_view scheme) {
  if (scheme == "close") return "00112233445566778899aabbccddeeff";
  if (scheme == "standard-webhooks") return "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  if (scheme == "basic") return "user:" + secret;
  return scheme == "salesforce-org" ? "00D5w000004qGTO" : secret;
}

std::string take_line(std::string_view& text) {
  const auto end = std::min(text.find('\n'), text.size());
  const std::string line(text.substr(0, end));
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

// The input's lines: the target; the name of the field with the secret; headers "name:value" until
// an empty line; the body.
Delivery read_delivery(std::string_view text, std::string& name) {
  Delivery delivery;
  delivery.target = take_line(text);
  name = take_line(text);
  for (auto line = take_line(text); !line.empty(); line = take_line(text)) {
    const auto colon = std::min(line.find(':'), line.size());
    delivery.headers.emplace_back(line.substr(0, colon),
                                  line.substr(std::min(colon + 1, line.size())));
  }
  delivery.body = text;
  return delivery;
}

}  // namespace

// No delivery crashes the verification. A delivery that can be signed is then verified. A secret in
// a delivery is removed from the stored copy.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string name;
  const auto delivery = read_delivery({reinterpret_cast<const char*>(data), size}, name);
  for (const auto& scheme : schemes()) {
    const Auth auth{std::string(scheme.name),
                    name,
                    "https://dash.example.com",
                    {{secret_for(scheme.name)}, {secret_for(scheme.name) + "0", now}}};
    (void)verify(auth, delivery, now);
    (void)redacted({auth}, delivery);
    if (!check_auth(auth)) continue;
    auto sent = delivery;
    if (!sign(auth, sent, now, "msg_1")) continue;
    const auto verdict = verify(auth, sent, now);
    // The input may contain another secret in the same place.
    DEALBELL_CHECK(verdict.key == 0 || verdict.failure == AuthFailure::repeated);
    const auto stored = redacted({auth}, sent);
    if (verdict.key && !scheme.signs_body && scheme.is_secret)
      DEALBELL_CHECK(!verify(auth, stored, now).key);
  }
  return 0;
}
