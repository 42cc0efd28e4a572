#include "core/values/amount.hpp"

#include <gtest/gtest.h>

namespace dealbell::core {
namespace {

TEST(AmountText, IsReadExactly) {
  EXPECT_EQ(parse_amount("12500.00").value().e4, 125'000'000);
  EXPECT_EQ(parse_amount("-0.0001").value().e4, -1);
  EXPECT_EQ(parse_amount("7").value().e4, 70'000);
  EXPECT_EQ(parse_amount("0.10000000").value().e4, 1'000);
  EXPECT_EQ(parse_amount("100000000000000").value().e4, 1'000'000'000'000'000'000);
}

TEST(AmountText, IsRejectedIfItIsNotClearlyAnAmount) {
  for (const auto* text :
       {"", "-", ".5", "5.", "1e3", "12,50", "1 000", "+1", "0x10", "1.23456", "NaN",
        "100000000000000.01", "99999999999999999999", "1.2.3", "--1", "1-"})
    EXPECT_FALSE(parse_amount(text)) << text;
}

TEST(AmountText, WithACommaGetsAHelpfulError) {
  EXPECT_EQ(parse_amount("12,50").error().message,
            "\"12,50\" is not an amount: write a point for decimals and nothing between thousands, "
            "as in 1234.50");
}

TEST(AmountText, HasTheCurrencysDecimalsAndMoreOnlyIfNeeded) {
  EXPECT_EQ(format_amount(12'500'0000, 2), "12500.00");
  EXPECT_EQ(format_amount(12'500'0000, 0), "12500");
  EXPECT_EQ(format_amount(5, 2), "0.0005");
  EXPECT_EQ(format_amount(-34'0050, 2), "-34.005");
  EXPECT_EQ(format_amount(0, 2), "0.00");
}

TEST(AmountText, SumsBeyondSixtyFourBitsStayExact) {
  Sum sum = 0;
  for (int i = 0; i < 100; ++i) sum += parse_amount("99999999999999.9999").value().e4;

  EXPECT_EQ(format_amount(sum, 2), "9999999999999999.99");
}

TEST(AmountText, DecimalsOfCurrenciesFollowIso4217) {
  EXPECT_EQ(currency_decimals("EUR"), 2);
  EXPECT_EQ(currency_decimals("JPY"), 0);
  EXPECT_EQ(currency_decimals("KWD"), 3);
}

// Less than a millionth away from four decimals is what sums of floating-point numbers leave.
TEST(Amount, IgnoresTheNoiseOfFloatingPoint) {
  EXPECT_EQ(parse_amount("1234.5600000000002").value().e4, 12'345'600);
  EXPECT_EQ(parse_amount("0.30000000000000004").value().e4, 3'000);
  EXPECT_EQ(parse_amount("99.99999999999999").value().e4, 1'000'000);
  EXPECT_EQ(parse_amount("-2.99999999999").value().e4, -30'000);
  EXPECT_EQ(parse_amount("1.00000099").value().e4, 10'000);
  for (const auto* text : {"1.00001", "1.000001", "1.00005", "1.23456", "1.000099", "1.999989"})
    EXPECT_FALSE(parse_amount(text)) << text;
}

}  // namespace
}  // namespace dealbell::core
