#include "ops/secret.hpp"

#include <openssl/rand.h>
#include <openssl/sha.h>

#include "base/check.hpp"
#include "base/hex.hpp"

namespace dealbell::ops {
namespace {

// `length` characters of an alphabet of 64 or 32: each takes the low bits of one random byte.
std::string random_text(std::size_t length, std::string_view alphabet) {
  std::string text(length, '\0');
  auto* bytes = reinterpret_cast<unsigned char*>(text.data());
  DEALBELL_CHECK(RAND_bytes(bytes, static_cast<int>(length)) == 1);
  for (auto& c : text) c = alphabet[static_cast<unsigned char>(c) % alphabet.size()];
  return text;
}

}  // namespace

std::string random_secret() {
  return random_text(43, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
}

std::string random_code() { return random_text(12, "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"); }

std::string hash_secret(std::string_view secret) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(secret.data()), secret.size(), digest);
  return to_hex({reinterpret_cast<const char*>(digest), sizeof digest});
}

}  // namespace dealbell::ops
