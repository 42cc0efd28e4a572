#include "core/queries/period_totals.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/core/office.hpp"

namespace dealbell::core {
namespace {

using test::at;
using test::deal;
using testing::ElementsAre;

constexpr FigureRule rules[] = {{2, "won_amount refunded_amount", "refunds count"},
                                {3, "won_count", "copies do not count"}};
const Calendar utc = Calendar::create({}).value();

TEST(PeriodTotals, AreThoseOfEachMonth) {
  test::Office office;
  office.apply(deal("D1").amount("1000.50").status(DealStatus::won).at(at("09:00", "2026-09-30")))
      .apply(deal("D2").amount("200").status(DealStatus::won).at(at("09:00", "2026-11-01")))
      .apply(deal("D3").amount("7").status(DealStatus::lost).at(at("09:00", "2026-11-02")))
      .apply(test::refund("R1", "D2", "50", "2026-12-01", at("09:00", "2026-12-01")));

  const auto totals = period_totals(office.sales());

  ASSERT_EQ(totals.size(), 3u) << "October has nothing";
  EXPECT_EQ(totals.at("2026-09").at("won_amount"), "1000.50 EUR");
  EXPECT_EQ(totals.at("2026-11").at("won_amount"), "200.00 EUR");
  EXPECT_EQ(totals.at("2026-11").at("lost_count"), "1");
  EXPECT_EQ(totals.at("2026-12").at("refunded_amount"), "50.00 EUR");
}

TEST(PeriodTotals, EveryMonthThatMovedIsALineWithItsReasons) {
  const PeriodTotals before{{"2026-10", {{"won_amount", "10.00 EUR"}, {"won_count", "1"}}},
                            {"2026-11", {{"won_amount", "1204500.00 EUR"}, {"won_count", "21"}}},
                            {"2026-12", {{"lost_count", "3"}}}};
  const PeriodTotals now{{"2026-09", {{"won_amount", "-1234.50 EUR"}}},
                         {"2026-10", {{"won_amount", "10.00 EUR"}, {"won_count", "1"}}},
                         {"2026-11", {{"won_amount", "1198000.00 EUR"}, {"won_count", "20"}}},
                         {"2026-12", {{"lost_count", "4"}}}};
  EXPECT_THAT(
      moved_totals(before, now, utc, rules),
      ElementsAre("December 2026: deals lost 3 → 4 (the rules have changed)",
                  "November 2026: won 1,204,500 → 1,198,000 EUR, deals won 21 → 20 (refunds count; "
                  "copies do not count)",
                  "September 2026: won – → -1,234.50 EUR (refunds count)"));
  EXPECT_TRUE(moved_totals(now, now, utc, rules).empty());
}

TEST(PeriodTotals, TheListHasABound) {
  PeriodTotals before, now;
  for (int year = 1990; year < 2000; ++year)
    for (const auto* month : {"-01", "-02", "-03", "-04", "-05", "-06", "-07", "-08"})
      now[std::to_string(year) + month]["won_count"] = "1";
  const auto lines = moved_totals(before, now, utc, rules);
  ASSERT_EQ(lines.size(), 61u);
  EXPECT_EQ(lines.back(), "and 20 earlier months");
}

// Only the newest version's list is shown to those who come from the one before.
TEST(FigureRules, AscendAndNameMeasures) {
  for (std::size_t i = 1; i < std::size(figure_rules); ++i)
    EXPECT_LE(figure_rules[i - 1].version, figure_rules[i].version);
  for (const auto& rule : figure_rules) {
    EXPECT_FALSE(rule.what.empty());
    std::string words(rule.measures);
    for (std::size_t begin = 0; begin < words.size();) {
      const auto end = std::min(words.find(' ', begin), words.size());
      EXPECT_TRUE(find_measure(words.substr(begin, end - begin))) << words;
      begin = end + 1;
    }
  }
}

}  // namespace
}  // namespace dealbell::core
