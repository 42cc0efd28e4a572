#include "core/rates.hpp"

#include <gtest/gtest.h>

#include "support/core/office.hpp"

namespace dealbell::test {
namespace {

using core::Names;
using core::Rate;
using core::Rates;

constexpr std::int64_t e10 = 10'000'000'000;

class RatesTest : public testing::Test {
 protected:
  core::Org org = Office::euros();
  Names names;

  std::string worth(std::int64_t e4, const std::string& currency, const std::string& on) {
    const auto rate = Rates(org, names).rate(names.intern(currency), day(on));
    return rate ? core::format_amount(core::convert(e4, *rate), 4) : "-";
  }
};

TEST_F(RatesTest, TheNewestSheetFromThatDayOrBeforeHolds) {
  org.rates = {{day("2026-11-10"), "EUR", {{"USD", 2 * e10}}},
               {day("2026-10-01"), "EUR", {{"USD", 4 * e10}}}};  // in any order

  EXPECT_EQ(worth(8'0000, "USD", "2026-09-30"), "-");
  EXPECT_EQ(worth(8'0000, "USD", "2026-10-01"), "2.0000");
  EXPECT_EQ(worth(8'0000, "USD", "2026-11-09"), "2.0000");
  EXPECT_EQ(worth(8'0000, "USD", "2026-11-10"), "4.0000");
  EXPECT_EQ(worth(8'0000, "USD", "2199-01-01"), "4.0000");
}

TEST_F(RatesTest, ASheetThatDoesNotNameACurrencyLeavesTheOlderRate) {
  org.rates = {{day("2026-10-01"), "EUR", {{"USD", 4 * e10}}},
               {day("2026-11-01"), "EUR", {{"GBP", e10 / 2}}}};

  EXPECT_EQ(worth(8'0000, "USD", "2026-11-02"), "2.0000");
  EXPECT_EQ(worth(8'0000, "GBP", "2026-11-02"), "16.0000");
  EXPECT_EQ(worth(8'0000, "GBP", "2026-10-02"), "-");
}

TEST_F(RatesTest, AcrossTheBaseOfASheetButNeverAcrossTwoSheets) {
  org.rates = {{day("2026-10-01"), "USD", {{"EUR", e10 / 2}, {"JPY", 100 * e10}}},
               {day("2026-10-02"), "CHF", {{"JPY", 150 * e10}}}};

  EXPECT_EQ(worth(1'0000, "USD", "2026-10-03"), "0.5000");
  EXPECT_EQ(worth(300'0000, "JPY", "2026-10-03"), "1.5000");
  EXPECT_EQ(worth(1'0000, "CHF", "2026-10-03"), "-");
}

TEST_F(RatesTest, TheOfficesOwnCurrencyIsItselfAndNothingIsGuessed) {
  org.rates = {{day("2026-10-01"), "EUR", {{"EUR", 3 * e10}}}};
  EXPECT_EQ(worth(1'2345, "EUR", "2020-01-01"), "1.2345");
  EXPECT_EQ(worth(1'2345, "", "2026-10-01"), "-");

  org.currency.clear();
  EXPECT_EQ(worth(1'2345, "USD", "2026-10-01"), "-");
}

TEST_F(RatesTest, AmountsAreHalvedToEven) {
  EXPECT_EQ(core::convert(5, {1, 10}), 0);
  EXPECT_EQ(core::convert(15, {1, 10}), 2);
  EXPECT_EQ(core::convert(25, {1, 10}), 2);
  EXPECT_EQ(core::convert(26, {1, 10}), 3);
  EXPECT_EQ(core::convert(-5, {1, 10}), 0);
  EXPECT_EQ(core::convert(-15, {1, 10}), -2);
  EXPECT_EQ(core::convert(-26, {1, 10}), -3);
  EXPECT_EQ(core::convert(7, {1, 3}), 2);
  EXPECT_EQ(core::convert(8, {1, 3}), 3);
}

TEST_F(RatesTest, TheLargestAmountsNeitherOverflowNorWrap) {
  constexpr std::int64_t most = 1'000'000'000'000'000'000;  // 10^14 units
  EXPECT_EQ(core::convert(most, {1, 1}), most);
  EXPECT_EQ(core::convert(most, {9'223'372'036'854'775'807, 9'223'372'036'854'775'807}), most);
  EXPECT_EQ(core::convert(most, {1'000, 1}), 9'223'372'036'854'775'807);
  EXPECT_EQ(core::convert(-most, {1'000, 1}), -9'223'372'036'854'775'807);
}

TEST_F(RatesTest, ARateReadsAsADecimal) {
  EXPECT_EQ(core::rate_text({1, 1}), "1");
  EXPECT_EQ(core::rate_text({9, 10}), "0.9");
  EXPECT_EQ(core::rate_text({2, 3}), "0.6666666667");
  EXPECT_EQ(core::rate_text({301, 2}), "150.5");
}

}  // namespace
}  // namespace dealbell::test
