#include "crypto/random.hpp"

#include <openssl/rand.h>

#include "base/check.hpp"
#include "crypto/openssl.hpp"

namespace dealbell::crypto {

std::string random_bytes(std::size_t size) {
  std::string bytes(size, '\0');
  DEALBELL_CHECK(RAND_bytes(bytes_of(bytes), static_cast<int>(size)) == 1);
  return bytes;
}

std::string random_text(std::size_t length, std::string_view alphabet) {
  DEALBELL_CHECK(!alphabet.empty() && 256 % alphabet.size() == 0);
  auto text = random_bytes(length);
  for (char& c : text) c = alphabet[static_cast<unsigned char>(c) % alphabet.size()];
  return text;
}

}  // namespace dealbell::crypto
