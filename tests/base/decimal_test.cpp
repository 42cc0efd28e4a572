#include "base/decimal.hpp"

#include <gtest/gtest.h>

namespace dealbell {
namespace {

TEST(Decimal, IsParsedExactlyAndFormattedAsShortAsPossible) {
  EXPECT_EQ(parse_decimal("1.0823", 10), 10'823'000'000);
  EXPECT_EQ(parse_decimal("17462", 10), 174'620'000'000'000);
  EXPECT_EQ(parse_decimal("0.0000000001", 10), 1);
  EXPECT_EQ(parse_decimal("1.50", 1), 15);
  EXPECT_EQ(format_decimal(10'823'000'000, 10), "1.0823");
  EXPECT_EQ(format_decimal(1, 10), "0.0000000001");
  EXPECT_EQ(format_decimal(174'620'000'000'000, 10), "17462");
  EXPECT_EQ(format_decimal(0, 10), "0");
  EXPECT_EQ(format_decimal(7, 0), "7");
}

TEST(Decimal, AnythingElseIsRejected) {
  for (const char* text : {"", ".", "1.", ".5", "-1", "1,5", "1e3", "1.2.3", " 1", "1.00000000001",
                           "922337203.6854775808", "99999999999999999999"})
    EXPECT_EQ(parse_decimal(text, 10), std::nullopt) << text;
}

}  // namespace
}  // namespace dealbell
