#include "crypto/ed25519.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"

namespace dealbell::crypto {
namespace {

std::string bytes(std::string_view hex) { return from_hex(hex).value(); }

// RFC 8032, section 7.1, test 2.
const auto seed = bytes("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
const auto key = bytes("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
const auto signature = bytes(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");

TEST(Ed25519, MatchesTheVectorOfRfc8032) {
  EXPECT_EQ(ed25519_sign(seed, "\x72"), signature);
  EXPECT_TRUE(ed25519_verifies(key, "\x72", signature));
}

TEST(Ed25519, AnotherMessageOrSignatureDoesNotVerify) {
  auto changed = signature;
  changed[10] ^= 1;

  EXPECT_FALSE(ed25519_verifies(key, "\x73", signature));
  EXPECT_FALSE(ed25519_verifies(key, "\x72", changed));
}

TEST(Ed25519, KeysAndSignaturesOfTheWrongSizeAreRejected) {
  EXPECT_FALSE(ed25519_verifies(key.substr(1), "\x72", signature));
  EXPECT_FALSE(ed25519_verifies("", "\x72", signature));
  EXPECT_FALSE(ed25519_verifies(key, "\x72", signature.substr(1)));
  EXPECT_FALSE(ed25519_verifies(key, "\x72", ""));
  EXPECT_FALSE(ed25519_sign("short", "\x72").has_value());
}

}  // namespace
}  // namespace dealbell::crypto
