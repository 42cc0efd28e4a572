#include "crypto/base64.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace dealbell::crypto {
namespace {

TEST(Base64, MatchesTheVectorsOfRfc4648) {
  const std::pair<const char*, const char*> table[] = {{"", ""},
                                                       {"f", "Zg=="},
                                                       {"fo", "Zm8="},
                                                       {"foo", "Zm9v"},
                                                       {"foob", "Zm9vYg=="},
                                                       {"fooba", "Zm9vYmE="},
                                                       {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : table) {
    EXPECT_EQ(to_base64(bytes), text);
    EXPECT_EQ(from_base64(text), bytes);
  }
}

TEST(Base64, AnyBytesSurviveARoundTrip) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) {
    bytes += static_cast<char>(255 - i);
    EXPECT_EQ(from_base64(to_base64(bytes)), bytes);
    EXPECT_EQ(from_base64url(to_base64url(bytes)), bytes);
  }
}

TEST(Base64, MalformedTextIsRejected) {
  for (const auto* text : {"Zm9vYg", "Zm9vYg=", " Zm9vYg==", "Zm9vYg==\n", "Zm9v Yg=", "    Zm9v",
                           "Zm-_", "====", "Zg==Zg==", "Z===", "=Zm9", "Zm9v====", "Zm=v"}) {
    EXPECT_FALSE(from_base64(text)) << text;
    EXPECT_FALSE(from_base64(text, PadBits::ignored)) << text;
  }
}

TEST(Base64, PadBitsMustBeZeroUnlessTheyAreIgnored) {
  EXPECT_FALSE(from_base64("Zm9vYh=="));
  EXPECT_EQ(from_base64("Zm9vYh==", PadBits::ignored), "foob");
  EXPECT_FALSE(from_base64url("Zm9vYh"));
  EXPECT_EQ(from_base64url("Zm9vYh", PadBits::ignored), "foob");
}

TEST(Base64Url, HasItsOwnAlphabetAndNoPadding) {
  EXPECT_EQ(to_base64("\xfb\xff"), "+/8=");
  EXPECT_EQ(to_base64url("\xfb\xff"), "-_8");
  EXPECT_EQ(from_base64url("-_8"), "\xfb\xff");
  for (const auto* text : {"Zm9vYg==", "Zm+/", "Z", "Zm9v.", "-_8="})
    EXPECT_FALSE(from_base64url(text)) << text;
}

}  // namespace
}  // namespace dealbell::crypto
