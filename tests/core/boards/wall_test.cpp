#include "core/boards/wall/wall.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <set>

#include "support/core/office.hpp"

namespace dealbell::test {
namespace {

using core::Board;
using core::DealStatus;
using core::Row;

std::string cell(const Row& row, const std::string& key) {
  const auto& value = row.at(key);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* real = std::get_if<double>(&value)) return std::to_string(*real);
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  return "-";
}
std::string meta(const Board& board, const std::string& tile, const std::string& key) {
  return cell(board.tiles.at(tile).meta, key);
}
double number(const std::string& text) { return std::strtod(text.c_str(), nullptr); }
int sign(double x) { return x > 0 ? 1 : x < 0 ? -1 : 0; }

DealBuilder won(const std::string& id, const std::string& owner, const std::string& amount,
                Instant when) {
  return deal(id).owner(owner).amount(amount).status(DealStatus::won).at(when);
}

core::Org with_target(const std::string& amount) {
  auto org = Office::euros();
  org.quotas = {{"won_amount", "2026-11", "", "", core::parse_amount(amount).value()}};
  return org;
}

TEST(Wall, AnEmptyOfficeIsMarkedEmptyAndHasNoPace) {
  Office office;

  const auto board = core::wall_board(office.sales(), at("10:00"), {});

  EXPECT_EQ(meta(board, "office", "state"), "empty");
  EXPECT_EQ(meta(board, "hero", "pace"), "-");
  EXPECT_TRUE(board.tiles.at("ranking").rows.empty());
}

TEST(Wall, WithoutACurrencyMoneyHasNoValueAndSetupIsRequested) {
  core::Org org;
  org.calendar.zone = "Etc/UTC";
  Office office(org);

  const auto board = core::wall_board(office.sales(), at("10:00"), {});

  EXPECT_EQ(meta(board, "hero", "value"), "-");
  EXPECT_EQ(meta(board, "office", "needs_setup"), "currency");
}

TEST(Wall, PaceComparesWithTheSameWorkingDayAndTimeOfThePreviousPeriod) {
  Office office;
  // Monday 23 November is the 16th working day; the 16th of October was Thursday the 22nd.
  office.apply(won("O1", "ana", "100", at("09:00", "2026-10-22")));
  office.apply(won("O2", "ana", "1000", at("11:00", "2026-10-22")));
  office.apply(won("N1", "ana", "150", at("08:00", "2026-11-20")));

  const auto morning = core::wall_board(office.sales(), at("10:00"), {});
  EXPECT_EQ(meta(morning, "hero", "basis_value"), "100.00");
  EXPECT_EQ(meta(morning, "hero", "pace"), "50.00");
  EXPECT_EQ(meta(morning, "hero", "basis_label"), "October");

  const auto noon = core::wall_board(office.sales(), at("12:00"), {});
  EXPECT_EQ(meta(noon, "hero", "pace"), "-950.00");
}

TEST(Wall, WithoutAPreviousPeriodPaceUsesTheStraightLineToTheTarget) {
  Office office(with_target("2100"));
  office.apply(won("N1", "ana", "1000", at("08:00", "2026-11-20")));

  const auto board = core::wall_board(office.sales(), at("00:00"), {});  // 15 of 21 days done

  EXPECT_EQ(meta(board, "hero", "basis"), "target");
  EXPECT_EQ(meta(board, "hero", "basis_value"), "1500.00");
  EXPECT_EQ(meta(board, "hero", "to_go"), "1100.00");
  EXPECT_EQ(meta(board, "hero", "days_left"), "5");
}

TEST(Wall, InTheFirstTenthOfThePeriodThereIsNoPace) {
  Office office(with_target("2100"));
  office.apply(won("O1", "ana", "100", at("09:00", "2026-10-02")));

  const auto board = core::wall_board(office.sales(), at("10:00", "2026-11-02"), {});

  EXPECT_EQ(meta(board, "office", "state"), "opening");
  EXPECT_EQ(meta(board, "hero", "pace"), "-");
  EXPECT_EQ(cell(board.tiles.at("podium").rows.at("ana"), "value"), "100.00");
}

TEST(Wall, ThePodiumIsThatOfTheNewestMonthWithWins) {
  Office office;
  office.apply(won("O1", "ana", "100", at("09:00", "2026-03-02")));
  office.apply(won("O2", "ben", "200", at("09:00", "2025-12-31")));

  const auto in_november = core::wall_board(office.sales(), at("10:00", "2026-11-02"), {});
  const auto in_february = core::wall_board(office.sales(), at("10:00", "2026-02-16"), {});
  const auto years_later = core::wall_board(office.sales(), at("10:00", "2031-02-16"), {});

  EXPECT_EQ(meta(in_november, "podium", "label"), "March");
  EXPECT_EQ(meta(in_november, "podium", "total"), "100.00");
  EXPECT_EQ(cell(in_november.tiles.at("podium").rows.at("ana"), "value"), "100.00");
  EXPECT_EQ(meta(in_february, "podium", "label"), "December 2025");
  EXPECT_TRUE(years_later.tiles.at("podium").rows.empty());
  EXPECT_EQ(meta(years_later, "podium", "label"), "January");
}

TEST(Wall, OpenDealsAreKnownWithoutADateAndPastIt) {
  Office office;
  auto open = [](const char* id, const char* amount) {
    return deal(id)
        .owner("ana")
        .amount(amount)
        .status(core::DealStatus::open)
        .at(at("09:00", "2026-03-02"));
  };
  office.apply(open("A1", "100"));
  office.apply(open("A2", "20").close_date("2026-04-18"));
  office.apply(open("A3", "3").close_date("2026-11-23"));

  const auto board = core::wall_board(office.sales(), at("10:00"), {});

  EXPECT_EQ(meta(board, "due", "open_n"), "1");
  EXPECT_EQ(meta(board, "due", "open_all_n"), "3");
  EXPECT_EQ(meta(board, "due", "open_all_amount"), "123.00");
  EXPECT_EQ(meta(board, "due", "overdue_n"), "1");
  EXPECT_EQ(meta(board, "due", "overdue_amount"), "20.00");
  EXPECT_EQ(meta(board, "due", "activities"), "-");
}

TEST(Wall, AboveTheTargetNothingIsLeftToGo) {
  Office office(with_target("100"));

  office.apply(won("N1", "ana", "118", at("09:00")));

  EXPECT_EQ(meta(core::wall_board(office.sales(), at("10:00"), {}), "hero", "to_go"), "0.00");
}

TEST(Wall, TodayChangesAtMidnightWithoutAnEvent) {
  Office office;
  office.apply(won("N1", "ana", "118", at("23:50")));

  const auto before = core::wall_board(office.sales(), at("23:59"), {});
  const auto after = core::wall_board(office.sales(), before.changes_at, {});

  EXPECT_EQ(meta(before, "today", "n"), "1");
  EXPECT_EQ(before.changes_at, at("00:00", "2026-11-24"));
  EXPECT_EQ(meta(after, "today", "n"), "0");
}

TEST(Wall, NothingChangesBeforeChangesAt) {
  Office office;
  office.apply(won("O1", "ana", "100", at("09:05", "2026-10-22")));
  office.apply(won("N1", "ana", "150", at("08:59:50")));
  auto now = at("09:00:00");

  const auto board = core::wall_board(office.sales(), now, {});

  EXPECT_EQ(board.changes_at, at("09:00:20"));  // the moment ends
  const auto just_before =
      core::wall_board(office.sales(), board.changes_at - std::chrono::milliseconds{1}, {});
  EXPECT_TRUE(core::diff(board, just_before).empty());
}

TEST(Wall, AMomentShowsTheChangeInRankAndTotal) {
  Office office;
  office.apply(won("N1", "ana", "1000", at("09:00", "2026-11-20")));
  office.apply(won("N2", "ben", "300", at("09:00", "2026-11-20")));

  office.apply(won("N3", "ben", "800", at("09:00")));

  const auto board = core::wall_board(office.sales(), at("09:00:01"), {});
  const auto& row = board.tiles.at("moments").rows.at("api:N3");
  EXPECT_EQ(cell(row, "rank_from"), "2");
  EXPECT_EQ(cell(row, "rank_to"), "1");
  EXPECT_EQ(cell(row, "total_before"), "1300.00");
  EXPECT_EQ(cell(row, "total_after"), "2100.00");
  EXPECT_EQ(cell(row, "nth_week"), "1");
}

TEST(Wall, WithManyWinsOnlyFirstsRecordsAndBigOnesFillTheScreen) {
  Office office;
  for (int i = 0; i < 20; ++i)
    office.apply(won("N" + std::to_string(i), "ana", "1000", at("09:00", "2026-11-20")));

  office.apply(won("small", "ana", "100", at("09:00")));
  office.apply(won("record", "ana", "1001", at("09:00")));
  office.apply(won("first", "ben", "100", at("09:00")));

  const auto board = core::wall_board(office.sales(), at("09:00:01"), {});
  const auto& rows = board.tiles.at("moments").rows;
  EXPECT_EQ(cell(rows.at("api:small"), "stage"), "false");
  EXPECT_EQ(cell(rows.at("api:record"), "why"), "record");
  EXPECT_EQ(cell(rows.at("api:first"), "why"), "first_ever");
}

TEST(Wall, NamesAreAsShortAsPossibleAndStillUnique) {
  auto org = Office::euros();
  org.people = {{"1", "Ana Marković", {}},
                {"2", "Ana Silva", {}},
                {"3", "王小明", {}},
                {"4", "Ben Okafor", {}}};
  Office office(org);
  for (const auto* id : {"1", "2", "3", "4"})
    office.apply(won(std::string("N") + id, id, "10", at("09:00")));

  const auto board = core::wall_board(office.sales(), at("10:00"), {});
  const auto& rows = board.tiles.at("ranking").rows;

  EXPECT_EQ(cell(rows.at("1"), "short"), "Ana M.");
  EXPECT_EQ(cell(rows.at("2"), "short"), "Ana S.");
  EXPECT_EQ(cell(rows.at("3"), "short"), "王小明");
  EXPECT_EQ(cell(rows.at("4"), "short"), "Ben");
}

TEST(Wall, UnmappedPeopleAreCountedButNotRanked) {
  auto org = Office::euros();
  org.people = {{"ana", "Ana", {}}};
  Office office(org);
  office.apply(won("N1", "ana", "10", at("09:00"))).apply(won("N2", "ghost", "90", at("09:00")));

  const auto board = core::wall_board(office.sales(), at("10:00"), {});

  EXPECT_EQ(board.tiles.at("ranking").rows.size(), 1u);
  EXPECT_EQ(meta(board, "office", "needs_mapping"), "1");
  EXPECT_EQ(meta(board, "office", "needs_mapping_amount"), "90.00");
  EXPECT_EQ(meta(board, "hero", "value"), "100.00");
}

class AnyOffice : public testing::TestWithParam<std::uint64_t> {
 protected:
  // Five people's wins over two months; `now` is in the second month.
  Board board() {
    std::mt19937_64 random(GetParam());
    Office office(with_target("5000"));
    const auto start = at("00:00", "2026-10-01");
    const auto now =
        start + std::chrono::days{35} + std::chrono::minutes(random() % (60 * 24 * 26));
    const std::vector<std::string> people{"ana", "ben", "chloe", "dai", "eve"};
    for (int i = 0; i < 60; ++i) {
      const auto when =
          start + std::chrono::minutes(random() % static_cast<std::uint64_t>(
                                                      (now - start) / std::chrono::minutes(1)));
      office.apply(
          won("D" + std::to_string(i), people[random() % 5], std::to_string(random() % 300), when));
      // Some are reopened, so that sums also decrease.
      if (random() % 5 == 0)
        office.apply(deal("D" + std::to_string(i))
                         .status(DealStatus::open)
                         .at(when + std::chrono::minutes(1)));
    }
    return core::wall_board(office.sales(), now, {});
  }
};

TEST_P(AnyOffice, SentenceMarkAndChartAgreeInSign) {
  SCOPED_TRACE("seed " + std::to_string(GetParam()));

  const auto wall = board();

  const auto value = number(meta(wall, "hero", "value")),
             mark = number(meta(wall, "hero", "basis_value"));
  const auto pace = number(meta(wall, "hero", "pace"));
  const auto chart =
      number(meta(wall, "race", "now_this")) - number(meta(wall, "race", "now_last"));
  EXPECT_EQ(sign(pace), sign(value - mark));
  EXPECT_EQ(sign(pace), sign(chart));
  EXPECT_NEAR(pace, value - mark, 0.001);
}

TEST_P(AnyOffice, RankChangesAreAPermutation) {
  SCOPED_TRACE("seed " + std::to_string(GetParam()));

  const auto wall = board();

  std::set<int> now, before;
  for (const auto& [person, row] : wall.tiles.at("ranking").rows) {
    const auto pos = std::atoi(cell(row, "pos").c_str());
    now.insert(pos);
    before.insert(pos + std::atoi(cell(row, "rise").c_str()));
  }
  EXPECT_EQ(now, before);
  EXPECT_EQ(now.size(), wall.tiles.at("ranking").rows.size());
}

TEST_P(AnyOffice, TheRowsOfTheRankingAddUpToTheHero) {
  SCOPED_TRACE("seed " + std::to_string(GetParam()));

  const auto wall = board();

  double sum = 0;
  for (const auto& [person, row] : wall.tiles.at("ranking").rows) sum += number(cell(row, "value"));
  EXPECT_NEAR(sum, number(meta(wall, "hero", "value")), 0.001);
}

INSTANTIATE_TEST_SUITE_P(Seeds, AnyOffice, testing::Range<std::uint64_t>(1, 61));

}  // namespace
}  // namespace dealbell::test
