#include "crypto/constant_time.hpp"

#include <openssl/crypto.h>

#include "crypto/openssl.hpp"

namespace dealbell::crypto {

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(bytes_of(a), bytes_of(b), a.size()) == 0;
}

}  // namespace dealbell::crypto
