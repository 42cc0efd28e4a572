#include "ops/secret.hpp"

#include <gtest/gtest.h>

namespace dealbell::ops {
namespace {

TEST(RandomSecret, IsBase64UrlAndDoesNotRepeat) {
  const auto secret = random_secret();

  EXPECT_EQ(secret.size(), 43u);
  EXPECT_EQ(
      secret.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
      std::string::npos);
  EXPECT_NE(secret, random_secret());
}

TEST(RandomCode, HasNoCharactersThatPeopleConfuse) {
  const auto code = random_code();

  EXPECT_EQ(code.size(), 12u);
  EXPECT_EQ(code.find_first_of("01IO"), std::string::npos);
}

TEST(HashSecret, IsSha256AsHex) {
  EXPECT_EQ(hash_secret("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace dealbell::ops
