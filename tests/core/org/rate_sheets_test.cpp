#include "core/org/rates.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "core/values/rounding.hpp"
#include "support/core/office.hpp"

namespace dealbell::test {
namespace {

using core::convert;
using core::Names;
using core::Rate;
using core::rate_text;
using core::Rates;
using core::RateSheet;

constexpr std::int64_t one = 10'000'000'000;  // 1.0 on a sheet

RateSheet sheet(const std::string& from, const std::string& base,
                std::map<std::string, std::int64_t> per_e10) {
  return {day(from), base, std::move(per_e10)};
}

// An office's rates, with arguments and results as texts: "0.8", or "-" for no rate.
class Bank {
 public:
  Bank(const std::string& currency, std::vector<RateSheet> sheets)
      : rates_(office(currency, std::move(sheets)), names_) {}

  std::string rate(const std::string& currency, const std::string& on = "2026-11-23") {
    const auto found = rates_.rate(names_.intern(currency), day(on));
    return found ? rate_text(*found) : "-";
  }
  std::string in_ours(const std::string& amount, const std::string& currency) {
    const auto found = rates_.rate(names_.intern(currency), day("2026-11-23"));
    const auto e4 = core::parse_amount(amount).value().e4;
    return found ? core::format_amount(convert(e4, *found), 0) : "-";
  }

 private:
  static core::Org office(const std::string& currency, std::vector<RateSheet> sheets) {
    core::Org org;
    org.currency = currency;
    org.rates = std::move(sheets);
    return org;
  }
  Names names_;
  Rates rates_;
};

TEST(RateSheets, TheOfficesOwnCurrencyNeedsNoSheet) {
  EXPECT_EQ(Bank("EUR", {}).rate("EUR"), "1");
  EXPECT_EQ(Bank("EUR", {}).rate("USD"), "-");
  EXPECT_EQ(Bank("EUR", {}).rate(""), "-");
}

TEST(RateSheets, AnOfficeWithoutACurrencyHasNoRates) {
  Bank bank("", {sheet("2026-01-01", "EUR", {{"USD", 2 * one}})});

  EXPECT_EQ(bank.rate("EUR"), "-");
  EXPECT_EQ(bank.rate(""), "-");
}

TEST(RateSheets, ASheetBasedOnTheOfficesCurrencyIsInverted) {
  Bank bank("EUR", {sheet("2026-01-01", "EUR", {{"USD", one * 5 / 4}})});

  EXPECT_EQ(bank.rate("USD"), "0.8");
  EXPECT_EQ(bank.in_ours("125", "USD"), "100");
}

TEST(RateSheets, ASheetBasedOnTheDealsCurrencyIsUsedDirectly) {
  Bank bank("EUR", {sheet("2026-01-01", "USD", {{"EUR", one * 4 / 5}})});

  EXPECT_EQ(bank.rate("USD"), "0.8");
}

TEST(RateSheets, TwoCurrenciesOfOneSheetAreConvertedViaItsBase) {
  // 1 EUR = 1.25 USD = 0.85 GBP, so 1 GBP = 1.25 / 0.85 USD.
  Bank bank("USD", {sheet("2026-01-01", "EUR", {{"USD", one * 5 / 4}, {"GBP", one * 17 / 20}})});

  EXPECT_EQ(bank.rate("EUR"), "1.25");
  EXPECT_EQ(bank.rate("GBP"), "1.4705882353");
  EXPECT_EQ(bank.in_ours("17", "GBP"), "25");  // exact: not 25.0000000001
}

TEST(RateSheets, ARateIsValidFromItsDayUntilTheNextSheet) {
  Bank bank("EUR", {sheet("2026-11-01", "USD", {{"EUR", one / 2}}),
                    sheet("2026-11-10", "USD", {{"EUR", one / 4}})});

  EXPECT_EQ(bank.rate("USD", "2026-11-01"), "0.5");
  EXPECT_EQ(bank.rate("USD", "2026-11-09"), "0.5");
  EXPECT_EQ(bank.rate("USD", "2026-11-10"), "0.25");
  EXPECT_EQ(bank.rate("USD", "2030-01-01"), "0.25");
}

TEST(RateSheets, BeforeTheFirstSheetThereIsNoRate) {
  Bank bank("EUR", {sheet("2026-11-01", "USD", {{"EUR", one / 2}})});

  EXPECT_EQ(bank.rate("USD", "2026-10-31"), "-");
  EXPECT_EQ(bank.rate("EUR", "1970-01-01"), "1");
}

TEST(RateSheets, ACurrencyMissingFromASheetKeepsItsOlderRate) {
  Bank bank("EUR", {sheet("2026-11-01", "EUR", {{"USD", one * 2}, {"GBP", one * 4}}),
                    sheet("2026-11-10", "EUR", {{"USD", one * 5}})});

  EXPECT_EQ(bank.rate("USD"), "0.2");
  EXPECT_EQ(bank.rate("GBP"), "0.25");
}

TEST(RateSheets, ASheetWithoutTheOfficesCurrencyIsIgnored) {
  Bank bank("EUR", {sheet("2026-11-01", "EUR", {{"GBP", one * 4}}),
                    sheet("2026-11-10", "USD", {{"GBP", one * 5}})});

  EXPECT_EQ(bank.rate("GBP"), "0.25");
  EXPECT_EQ(bank.rate("USD"), "-");  // not by way of two sheets
}

TEST(RateSheets, NewerSheetsMayHaveAnotherBase) {
  Bank bank("EUR", {sheet("2026-11-01", "EUR", {{"USD", one * 2}}),
                    sheet("2026-11-10", "USD", {{"EUR", one / 4}})});

  EXPECT_EQ(bank.rate("USD", "2026-11-05"), "0.5");
  EXPECT_EQ(bank.rate("USD", "2026-11-15"), "0.25");
}

TEST(RateSheets, CurrenciesWithZeroOrThreeDecimalsKeepThePrecisionOfAmounts) {
  Bank euros("EUR", {sheet("2026-01-01", "EUR", {{"JPY", 163 * one}, {"KWD", one / 3}})});
  EXPECT_EQ(euros.in_ours("1000000", "JPY"), "6134.9693");
  EXPECT_EQ(euros.in_ours("1", "JPY"), "0.0061");
  EXPECT_EQ(euros.in_ours("1.234", "KWD"), "3.702");

  Bank yen("JPY", {sheet("2026-01-01", "EUR", {{"JPY", 163 * one}})});
  EXPECT_EQ(yen.in_ours("12.34", "EUR"), "2011.42");
  Bank dinars("KWD", {sheet("2026-01-01", "KWD", {{"EUR", 3 * one}})});
  EXPECT_EQ(dinars.in_ours("10", "EUR"), "3.3333");
}

TEST(RateSheets, AHalfTenThousandthIsRoundedToTheEvenNeighbour) {
  const Rate half{1, 2};
  EXPECT_EQ(convert(1, half), 0);
  EXPECT_EQ(convert(3, half), 2);
  EXPECT_EQ(convert(5, half), 2);
  EXPECT_EQ(convert(-1, half), 0);
  EXPECT_EQ(convert(-3, half), -2);
  EXPECT_EQ(convert(-5, half), -2);
  EXPECT_EQ(convert(5, {1, 3}), 2);
  EXPECT_EQ(convert(-5, {1, 3}), -2);
}

TEST(RateSheets, AFullRefundCancelsItsDealExactly) {
  std::mt19937_64 random(20261123);
  std::uniform_int_distribution<std::int64_t> any(1, 1'000'000'000'000'000'000);
  for (int i = 0; i < 10'000; ++i) {
    const Rate rate{any(random), any(random)};
    const auto amount = any(random);
    ASSERT_EQ(convert(-amount, rate), -convert(amount, rate));
  }
}

TEST(RateSheets, TheLargestAmountAtTheLargestRateIsClamped) {
  constexpr std::int64_t most = 1'000'000'000'000'000'000;

  EXPECT_EQ(convert(most, {most, most}), most);
  EXPECT_EQ(convert(most, {most, 1}), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(convert(-most, {most, 1}), -std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(convert(most, {1, most}), 1);
}

TEST(RateSheets, RatesAreShownWithAtMostTenDecimals) {
  EXPECT_EQ(rate_text({1, 1}), "1");
  EXPECT_EQ(rate_text({27'123, 100}), "271.23");
  EXPECT_EQ(rate_text({1, 27'000}), "0.000037037");
  EXPECT_EQ(rate_text({2, 3}), "0.6666666667");
  EXPECT_EQ(rate_text({99'999'999'999, 100'000'000'000}), "1");
}

TEST(Rounding, GoesToTheNearestAndHalvesToEven) {
  for (int denominator = 1; denominator <= 12; ++denominator)
    for (int numerator = -60; numerator <= 60; ++numerator) {
      const auto rounded = static_cast<int>(core::divide_half_even(numerator, denominator));
      const int twice_off = 2 * std::abs(rounded * denominator - numerator);
      ASSERT_LE(twice_off, denominator) << numerator << "/" << denominator;
      ASSERT_TRUE(twice_off < denominator || rounded % 2 == 0) << numerator << "/" << denominator;
    }
}

}  // namespace
}  // namespace dealbell::test
