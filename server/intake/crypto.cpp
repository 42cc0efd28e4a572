#include "intake/crypto.hpp"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <algorithm>
#include <memory>

#include "base/check.hpp"

namespace dealbell::intake {
namespace {

template <auto free>
struct Freeing {
  template <class T>
  void operator()(T* t) const {
    free(t);
  }
};
using MacContext = std::unique_ptr<EVP_MAC_CTX, Freeing<EVP_MAC_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freeing<EVP_MD_CTX_free>>;
using PublicOrPrivateKey = std::unique_ptr<EVP_PKEY, Freeing<EVP_PKEY_free>>;

// Never null, which means "as before" to OpenSSL.
const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.empty() ? "" : text.data());
}

unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string hmac(const char* digest, std::string_view key, Parts message) {
  static EVP_MAC* const kind = EVP_MAC_fetch(nullptr, OSSL_MAC_NAME_HMAC, nullptr);
  const MacContext context(EVP_MAC_CTX_new(kind));
  const OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, const_cast<char*>(digest), 0),
      OSSL_PARAM_construct_end()};
  DEALBELL_CHECK(EVP_MAC_init(context.get(), bytes_of(key), key.size(), parameters) == 1);
  for (const auto part : message)
    DEALBELL_CHECK(EVP_MAC_update(context.get(), bytes_of(part), part.size()) == 1);
  std::string mac(EVP_MAX_MD_SIZE, '\0');
  std::size_t size = 0;
  DEALBELL_CHECK(EVP_MAC_final(context.get(), bytes_of(mac), &size, mac.size()) == 1);
  mac.resize(size);
  return mac;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

std::string sha256(Parts message) {
  const DigestContext context(EVP_MD_CTX_new());
  DEALBELL_CHECK(EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1);
  for (const auto part : message)
    DEALBELL_CHECK(EVP_DigestUpdate(context.get(), bytes_of(part), part.size()) == 1);
  std::string digest(32, '\0');
  DEALBELL_CHECK(EVP_DigestFinal_ex(context.get(), bytes_of(digest), nullptr) == 1);
  return digest;
}

std::string hmac_sha256(std::string_view key, Parts message) {
  return hmac("SHA256", key, message);
}

std::string hmac_sha1(std::string_view key, Parts message) { return hmac("SHA1", key, message); }

bool ed25519_verifies(std::string_view public_key, std::string_view message,
                      std::string_view signature) {
  const PublicOrPrivateKey key(EVP_PKEY_new_raw_public_key(
      EVP_PKEY_ED25519, nullptr, bytes_of(public_key), public_key.size()));
  if (!key) return false;
  const DigestContext context(EVP_MD_CTX_new());
  return EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(message),
                          message.size()) == 1;
}

std::optional<std::string> ed25519_sign(std::string_view seed, std::string_view message) {
  const PublicOrPrivateKey key(
      EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytes_of(seed), seed.size()));
  if (!key) return std::nullopt;
  const DigestContext context(EVP_MD_CTX_new());
  std::string signature(64, '\0');
  std::size_t size = signature.size();
  DEALBELL_CHECK(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1);
  DEALBELL_CHECK(EVP_DigestSign(context.get(), bytes_of(signature), &size, bytes_of(message),
                                message.size()) == 1);
  return signature;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(bytes_of(a), bytes_of(b), a.size()) == 0;
}

std::optional<std::string> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = hex_digit(text[i]), low = hex_digit(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes += static_cast<char>(high << 4 | low);
  }
  return bytes;
}

std::string to_base64(std::string_view bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');  // OpenSSL writes a zero at the end
  EVP_EncodeBlock(bytes_of(text), bytes_of(bytes), static_cast<int>(bytes.size()));
  text.pop_back();
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string bytes(text.size() / 4 * 3, '\0');
  if (EVP_DecodeBlock(bytes_of(bytes), bytes_of(text), static_cast<int>(text.size())) < 0)
    return std::nullopt;
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  bytes.erase(bytes.size() - std::min(padding, bytes.size()));
  // OpenSSL forgives spaces and stray bits; what does not come back as it was is refused.
  if (to_base64(bytes) != text) return std::nullopt;
  return bytes;
}

std::string to_base64url(std::string_view bytes) {
  auto text = to_base64(bytes);
  while (text.ends_with('=')) text.pop_back();
  for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
  if (text.find_first_of("+/=") != std::string_view::npos) return std::nullopt;
  std::string padded(text);
  for (char& c : padded) c = c == '-' ? '+' : c == '_' ? '/' : c;
  padded.append((4 - padded.size() % 4) % 4, '=');
  return from_base64(padded);
}

}  // namespace dealbell::intake
