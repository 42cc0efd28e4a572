#include "redis/sha1.hpp"

#include <openssl/sha.h>

#include "base/hex.hpp"

namespace dealbell::redis {

std::string sha1_hex(std::string_view bytes) {
  unsigned char digest[SHA_DIGEST_LENGTH];
  ::SHA1(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest);
  return to_hex({reinterpret_cast<const char*>(digest), sizeof digest});
}

}  // namespace dealbell::redis
