#include "crypto/digest.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include "base/check.hpp"
#include "crypto/openssl.hpp"

namespace dealbell::crypto {
namespace {

std::string digest(const EVP_MD* algorithm, Parts message) {
  const Owned<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
  DEALBELL_CHECK(EVP_DigestInit_ex(context.get(), algorithm, nullptr) == 1);
  for (const auto part : message)
    DEALBELL_CHECK(EVP_DigestUpdate(context.get(), bytes_of(part), part.size()) == 1);
  std::string result(EVP_MAX_MD_SIZE, '\0');
  unsigned size = 0;
  DEALBELL_CHECK(EVP_DigestFinal_ex(context.get(), bytes_of(result), &size) == 1);
  result.resize(size);
  return result;
}

std::string hmac(const char* algorithm, std::string_view key, Parts message) {
  static EVP_MAC* const kind = EVP_MAC_fetch(nullptr, OSSL_MAC_NAME_HMAC, nullptr);
  const Owned<EVP_MAC_CTX, EVP_MAC_CTX_free> context(EVP_MAC_CTX_new(kind));
  const OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, const_cast<char*>(algorithm), 0),
      OSSL_PARAM_construct_end()};
  DEALBELL_CHECK(EVP_MAC_init(context.get(), bytes_of(key), key.size(), parameters) == 1);
  for (const auto part : message)
    DEALBELL_CHECK(EVP_MAC_update(context.get(), bytes_of(part), part.size()) == 1);
  std::string result(EVP_MAX_MD_SIZE, '\0');
  std::size_t size = 0;
  DEALBELL_CHECK(EVP_MAC_final(context.get(), bytes_of(result), &size, result.size()) == 1);
  result.resize(size);
  return result;
}

}  // namespace

std::string sha1(Parts message) { return digest(EVP_sha1(), message); }

std::string sha256(Parts message) { return digest(EVP_sha256(), message); }

std::string hmac_sha1(std::string_view key, Parts message) { return hmac("SHA1", key, message); }

std::string hmac_sha256(std::string_view key, Parts message) {
  return hmac("SHA256", key, message);
}

}  // namespace dealbell::crypto
