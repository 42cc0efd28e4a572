#include "intake/csv/suspects.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dealbell::intake {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

core::Event deal(std::string id, std::string owner, int amount) {
  core::DealEvent deal;
  deal.id = std::move(id);
  deal.owner.emplace();
  if (!owner.empty()) *deal.owner = std::move(owner);
  deal.amount.emplace(core::Amount{amount * 10'000});
  core::Event event;
  event.id = deal.id + std::to_string(amount);
  event.what = std::move(deal);
  return event;
}

std::vector<const core::Event*> pointers(const std::vector<core::Event>& events) {
  std::vector<const core::Event*> all;
  for (const auto& event : events) all.push_back(&event);
  return all;
}

std::vector<std::size_t> totals(const std::vector<core::Event>& events) {
  std::vector<std::size_t> rows;
  for (const auto& total : suspected_totals(pointers(events))) rows.push_back(total.row);
  return rows;
}

TEST(SuspectedTotals, AreSumsWithoutAnOwner) {
  EXPECT_THAT(totals({deal("1", "ana", 5), deal("2", "ben", 7), deal("x", "", 12)}),
              ElementsAre(2));
  EXPECT_THAT(totals({deal("x", "", 12), deal("1", "ana", 5), deal("2", "ben", 7)}),
              ElementsAre(0));
}

TEST(SuspectedTotals, AreSubtotalsAndTheTotalOfAll) {
  EXPECT_THAT(
      totals({deal("1", "ana", 5), deal("2", "ana", 7), deal("x", "", 12), deal("3", "ben", 1),
              deal("4", "ben", 2), deal("y", "", 3), deal("z", "", 15)}),
      ElementsAre(2, 5, 6));
}

TEST(SuspectedTotals, AreRowsThatAreCalledOne) {
  EXPECT_THAT(totals({deal("1", "ana", 5), deal("Total", "", 99)}), ElementsAre(1));
  EXPECT_THAT(totals({deal("1", "ana", 5), deal("Summe (1)", "", 0)}), ElementsAre(1));
}

TEST(SuspectedTotals, AreNotDealsThatOnlyLackAnOwnerOrOnlyEqualASum) {
  EXPECT_THAT(totals({deal("1", "ana", 5), deal("2", "ben", 7), deal("3", "", 11)}), IsEmpty());
  EXPECT_THAT(totals({deal("1", "ana", 5), deal("2", "ben", 7), deal("3", "cai", 12)}), IsEmpty());
  EXPECT_THAT(totals({deal("1", "ana", 5), deal("2", "", 5), deal("3", "cai", 8)}), IsEmpty());
}

TEST(DifferentRows, AreThoseOfOneIdThatSayDifferentThings) {
  const std::vector events{deal("1", "ana", 5), deal("2", "ben", 7), deal("1", "ana", 6),
                           deal("2", "ben", 7)};

  const auto different = different_rows(pointers(events));

  ASSERT_EQ(different.size(), 1u);
  EXPECT_EQ(different[0].id, "1");
  EXPECT_THAT(different[0].rows, ElementsAre(0, 2));
}

core::Event dated(std::string_view created, std::string_view closed) {
  auto event = deal("1", "ana", 5);
  auto& what = std::get<core::DealEvent>(event.what);
  if (!created.empty()) what.created_at.emplace(TimeOrDay{parse_day(created).value()});
  if (!closed.empty()) what.closed_at.emplace(TimeOrDay{parse_day(closed).value()});
  return event;
}

bool look_shifted(const std::vector<core::Event>& events) {
  return dates_look_shifted(pointers(events), parse_day("2026-12-01").value());
}

TEST(ShiftedDates, AreYearsFromTodayOrFromTheOtherDates) {
  EXPECT_TRUE(look_shifted({dated("", "2022-11-03"), dated("2022-10-01", "")}));
  EXPECT_TRUE(look_shifted({dated("2026-10-01", "2022-11-03"), dated("2022-10-01", "2026-11-03")}));
}

TEST(ShiftedDates, AreNotThoseOfSomeOldDeals) {
  EXPECT_FALSE(look_shifted({dated("", "2019-11-03"), dated("", "2026-11-03")}));
  EXPECT_FALSE(
      look_shifted({dated("2019-10-01", "2026-11-03"), dated("2026-10-01", "2026-11-03")}));
  EXPECT_FALSE(look_shifted({dated("", "")}));
}

}  // namespace
}  // namespace dealbell::intake
