#include "crypto/ed25519.hpp"

#include <openssl/evp.h>

#include "base/check.hpp"
#include "crypto/openssl.hpp"

namespace dealbell::crypto {
namespace {

using Key = Owned<EVP_PKEY, EVP_PKEY_free>;
using Context = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;

constexpr std::size_t signature_bytes = 64;

}  // namespace

bool ed25519_verifies(std::string_view public_key, std::string_view message,
                      std::string_view signature) {
  const Key key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes_of(public_key),
                                            public_key.size()));
  if (!key) return false;
  const Context context(EVP_MD_CTX_new());
  return EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(message),
                          message.size()) == 1;
}

std::optional<std::string> ed25519_sign(std::string_view seed, std::string_view message) {
  const Key key(
      EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytes_of(seed), seed.size()));
  if (!key) return std::nullopt;
  const Context context(EVP_MD_CTX_new());
  std::string signature(signature_bytes, '\0');
  std::size_t size = signature.size();
  DEALBELL_CHECK(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1);
  DEALBELL_CHECK(EVP_DigestSign(context.get(), bytes_of(signature), &size, bytes_of(message),
                                message.size()) == 1);
  return signature;
}

}  // namespace dealbell::crypto
