#include "crypto/random.hpp"

#include <gtest/gtest.h>

#include <set>

#include "crypto/constant_time.hpp"

namespace dealbell::crypto {
namespace {

TEST(Random, BytesHaveTheirSizeAndDoNotRepeat) {
  EXPECT_EQ(random_bytes(0), "");
  EXPECT_EQ(random_bytes(33).size(), 33u);
  EXPECT_NE(random_bytes(16), random_bytes(16));
}

TEST(Random, TextUsesTheWholeAlphabetAndNothingElse) {
  const std::string alphabet = "abcdefgh";
  const auto text = random_text(1'000, alphabet);

  EXPECT_EQ(text.size(), 1'000u);
  EXPECT_EQ(std::set<char>(text.begin(), text.end()),
            std::set<char>(alphabet.begin(), alphabet.end()));
}

TEST(ConstantTime, EqualMeansTheSameLengthAndBytes) {
  EXPECT_TRUE(equal_in_constant_time("", ""));
  EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
  EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
  EXPECT_FALSE(equal_in_constant_time("abc", "abcd"));
  EXPECT_FALSE(equal_in_constant_time("", "a"));
}

}  // namespace
}  // namespace dealbell::crypto
