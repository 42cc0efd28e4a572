#include "intake/crypto.hpp"

#include <gtest/gtest.h>

namespace dealbell::intake {
namespace {

std::string bytes(std::string_view hex) { return from_hex(hex).value(); }

TEST(Crypto, DigestsAreThoseOfTheirStandards) {
  // FIPS 180-2 appendix B.1; RFC 4231 test case 2; RFC 2202 test case 2.
  EXPECT_EQ(to_hex(sha256({"a", "", "bc"})),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(hmac_sha256("Jefe", {"what do ya want ", "for nothing?"})),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(to_hex(hmac_sha1("Jefe", {"what do ya want for nothing?"})),
            "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  EXPECT_EQ(to_hex(hmac_sha256({}, {{}})),
            "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST(Crypto, Ed25519IsThatOfRfc8032) {
  // Section 7.1, test 2.
  const auto seed = bytes("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
  const auto key = bytes("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  const auto signature = bytes(
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
      "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");

  EXPECT_EQ(ed25519_sign(seed, "\x72"), signature);
  EXPECT_TRUE(ed25519_verifies(key, "\x72", signature));
  EXPECT_FALSE(ed25519_verifies(key, "\x73", signature));
  EXPECT_FALSE(ed25519_verifies(key.substr(1), "\x72", signature));
  EXPECT_FALSE(ed25519_verifies(key, "\x72", signature.substr(1)));
  EXPECT_FALSE(ed25519_sign("short", "\x72").has_value());
}

TEST(Crypto, TextsComeBackAsTheBytesTheyWere) {
  for (const std::string_view text : {"", "f", "fo", "foo", "foob", "\xff\xfe\x01", "\xfb\xff"}) {
    EXPECT_EQ(from_hex(to_hex(text)), text);
    EXPECT_EQ(from_base64(to_base64(text)), text);
    EXPECT_EQ(from_base64url(to_base64url(text)), text);
  }
  EXPECT_EQ(to_base64("foob"), "Zm9vYg==");
  EXPECT_EQ(to_base64url("\xfb\xff"), "-_8");
}

TEST(Crypto, OneDigestHasOneText) {
  for (const auto* text : {"A0", "a", "0g", " a0", "a0\n"}) EXPECT_FALSE(from_hex(text)) << text;
  for (const auto* text : {"Zm9vYg", "Zm9vYg=", "Zm9vYh==", " Zm9vYg==", "Zm9vYg==\n",
                           "Zm9v Yg=", "Zm-_", "====", "Zg==Zg==", "Z===", "=Zm9"})
    EXPECT_FALSE(from_base64(text)) << text;
  for (const auto* text : {"Zm9vYg==", "Zm9vYh", "Zm+/", "Z", "Zm9v."})
    EXPECT_FALSE(from_base64url(text)) << text;
}

TEST(Crypto, EqualMeansEveryByte) {
  EXPECT_TRUE(equal_in_constant_time("", ""));
  EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
  EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
  EXPECT_FALSE(equal_in_constant_time("abc", "abcd"));
}

}  // namespace
}  // namespace dealbell::intake
