#include "ops/secret.hpp"

#include "base/hex.hpp"
#include "crypto/digest.hpp"
#include "crypto/random.hpp"

namespace dealbell::ops {

std::string random_secret() {
  return crypto::random_text(43,
                             "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
}

std::string random_code() { return crypto::random_text(12, "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"); }

std::string hash_secret(std::string_view secret) { return to_hex(crypto::sha256({secret})); }

}  // namespace dealbell::ops
