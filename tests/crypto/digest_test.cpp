#include "crypto/digest.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"

namespace dealbell::crypto {
namespace {

TEST(Digest, MatchesTheVectorsOfFips180) {
  EXPECT_EQ(to_hex(sha1({"abc"})), "a9993e364706816aba3e25717850c26c9cd0d89d");
  EXPECT_EQ(to_hex(sha256({"abc"})),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(sha1({})), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
  EXPECT_EQ(to_hex(sha256({})), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Digest, PartsAreHashedAsOneMessage) {
  EXPECT_EQ(sha256({"a", "", "bc"}), sha256({"abc"}));
  EXPECT_EQ(sha1({"", {}, "abc"}), sha1({"abc"}));
}

TEST(Hmac, MatchesTheVectorsOfRfc2202AndRfc4231) {
  // Test case 2 of both.
  EXPECT_EQ(to_hex(hmac_sha1("Jefe", {"what do ya want for nothing?"})),
            "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  EXPECT_EQ(to_hex(hmac_sha256("Jefe", {"what do ya want ", "for nothing?"})),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  // Test case 6: a key longer than a block.
  EXPECT_EQ(to_hex(hmac_sha256(std::string(131, '\xaa'),
                               {"Test Using Larger Than Block-Size Key - Hash Key First"})),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Hmac, AnEmptyKeyAndAnEmptyMessageAreAllowed) {
  EXPECT_EQ(to_hex(hmac_sha256({}, {{}})),
            "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

}  // namespace
}  // namespace dealbell::crypto
