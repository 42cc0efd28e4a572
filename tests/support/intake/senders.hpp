#pragma once

#include <functional>
#include <random>
#include <string>
#include <vector>

#include "intake/signature/auth.hpp"

namespace dealbell::intake {

// A key that is valid in every scheme without special rules for keys.
inline const std::string usual_secret = "a-secret-of-many-letters";

// A sender that uses one of the schemes, with a valid key and bodies that it might send. Schemes
// with two variants have a sender for each.
struct Sender {
  std::string what;
  Auth auth;                                       // for verifying
  std::string signing_key{};                       // if it differs from the verifying key
  std::string content_type{};                      // if it matters
  std::function<std::string(std::mt19937&)> body;  // a random valid one
};
const std::vector<Sender>& senders();

// Signs with the sender's own key.
Result<> sign(const Sender& sender, Delivery& delivery, Instant now, const std::string& id);

std::string random_bytes(std::mt19937& random);
std::string random_target(std::mt19937& random);

}  // namespace dealbell::intake
