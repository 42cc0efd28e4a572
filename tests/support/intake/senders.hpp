#pragma once

#include <functional>
#include <random>
#include <string>
#include <vector>

#include "intake/signature/auth.hpp"

namespace dealbell::intake {

// A key that any scheme without a rule of its own takes.
inline const std::string usual_secret = "a-secret-of-many-letters";

// One sender of each scheme (and two of those that have two ways), with keys that check_auth takes
// and bodies that it might send.
struct Sender {
  std::string what;
  Auth auth;                                       // as we verify
  std::string signing_key{};                       // when it is another one than ours
  std::string content_type{};                      // when it matters
  std::function<std::string(std::mt19937&)> body;  // valid for this sender
};
const std::vector<Sender>& senders();

// Signs with the sender's own key.
Result<> sign(const Sender& sender, Delivery& delivery, Instant now, const std::string& id);

std::string random_bytes(std::mt19937& random);
std::string random_target(std::mt19937& random);

}  // namespace dealbell::intake
