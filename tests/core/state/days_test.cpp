#include <gtest/gtest.h>

#include "core/boards/tile_fields.hpp"
#include "core/boards/wall/wall.hpp"
#include "core/queries/explain.hpp"
#include "core/state/snapshot.hpp"
#include "support/core/office.hpp"

// What the sources give as a day is a day: the same in every zone, and never shown with a time.
namespace dealbell::core {
namespace {

using test::at;
using test::day;
using test::deal;

Org in_zone(const std::string& zone) {
  auto org = test::Office::euros();
  org.calendar.zone = zone;
  OrgPerson ana;
  ana.id = ana.name = "ana";
  org.people.push_back(ana);
  return org;
}

test::DealBuilder won(const std::string& id, const std::string& on, Instant received) {
  auto event = deal(id).owner("ana").amount("100").status(DealStatus::won).at(received);
  event.deal().closed_at = day(on);
  return event;
}

TEST(Days, StayInTheirMonthInEveryZone) {
  for (const auto* zone : {"Pacific/Honolulu", "America/New_York", "UTC", "Europe/Berlin",
                           "Asia/Kathmandu", "Pacific/Chatham", "Pacific/Kiritimati"}) {
    test::Office office(in_zone(zone));
    office.apply(won("D1", "2026-10-31", at("09:00", "2026-11-20")))
        .apply(won("D2", "2026-11-01", at("09:00", "2026-11-20")))
        .apply(won("D3", "2026-11-30", at("09:00", "2026-12-20")))
        .apply(won("D4", "2026-12-01", at("09:00", "2026-12-20")));
    EXPECT_EQ(office.kpi("won_count", {}, "2026-11-01", "2026-12-01"), "2") << zone;

    auto& sales = office.sales();  // and when the office moves
    for (const auto* other : {"Pacific/Kiritimati", "Pacific/Honolulu"}) {
      auto org = in_zone(other);
      auto calendar = Calendar::create(org.calendar).value();
      sales.set_org(std::move(org), std::move(calendar));
      EXPECT_EQ(office.kpi("won_count", {}, "2026-11-01", "2026-12-01"), "2")
          << zone << " → " << other;
    }
  }
}

TEST(Days, CreatedAndDoneDaysAndRefundsToo) {
  test::Office office(in_zone("Pacific/Auckland"));
  auto created = deal("D1").owner("ana").status(DealStatus::open).at(at("09:00", "2026-11-20"));
  created.deal().created_at = day("2026-10-31");
  auto done = test::call("A1", "ana", at("09:00", "2026-11-20"));
  std::get<ActivityEvent>(done.what).at = day("2026-10-31");
  office.apply(created).apply(done);
  EXPECT_EQ(office.kpi("created_count", {}, "2026-10-31", "2026-11-01"), "1");
  EXPECT_EQ(office.kpi("activities", {}, "2026-10-31", "2026-11-01"), "1");
}

TEST(Days, AreShownWithoutATime) {
  test::Office office(in_zone("Europe/Berlin"));
  office.apply(won("D1", "2026-11-23", at("15:00")))
      .apply(deal("D2").owner("ana").amount("50").status(DealStatus::won).at("14:00"))
      .apply(test::refund("R1", "D1", "10", "2026-11-24", at("15:00")));
  ExplainQuestion question;
  question.kpi.measure = "won_amount";
  question.kpi.from = day("2026-11-01");
  question.kpi.to = day("2026-12-01");
  const auto explained = explain(office.sales(), question, at("16:00")).value();
  ASSERT_EQ(explained.lines.size(), 3u);
  for (const auto& line : explained.lines)
    EXPECT_EQ(line.at.has_value(), line.deal == "D2") << line.deal << " " << line.part;

  const auto wall = wall_board(office.sales(), at("16:00"), {});
  const auto& rows = wall.tiles.at("today").rows;
  EXPECT_EQ(rows.at("api:D1").at(field::at), Value{});
  EXPECT_EQ(rows.at("api:D2").at(field::at), Value{to_ms(at("14:00"))});
  EXPECT_EQ(rows.at("api:D1").at(field::pos), Value{std::int64_t{1}}) << "reported later";
}

TEST(Days, AWinIsNewsOnItsDay) {
  const auto moments = [](const std::string& zone, const std::string& on, Instant received) {
    test::Office office(in_zone(zone));
    office.apply(won("D1", on, received));
    return wall_board(office.sales(), received + std::chrono::seconds{1}, {})
        .tiles.at("moments")
        .rows.size();
  };
  for (const auto* time : {"00:10", "09:00", "18:00", "23:50"})
    EXPECT_EQ(moments("UTC", "2026-11-23", at(time)), 1u) << time;
  EXPECT_EQ(moments("UTC", "2026-11-22", at("00:10")), 0u) << "yesterday";
  EXPECT_EQ(moments("Pacific/Auckland", "2026-11-24", at("18:00")), 1u) << "the office's day";
  EXPECT_EQ(moments("Pacific/Auckland", "2026-11-23", at("18:00")), 0u);
}

// Nothing can be said in hours about them, but days between are exact, across a change of clocks.
TEST(Days, HaveNoHours) {
  test::Office office(in_zone("Europe/Berlin"));
  auto event = won("D1", "2026-11-02", at("09:00", "2026-11-20"));
  event.deal().created_at = day("2026-10-20");
  office.apply(event);
  auto call = test::call("A1", "ana", at("10:00", "2026-10-20"));
  std::get<ActivityEvent>(call.what).deal = "D1";
  office.apply(call);
  EXPECT_EQ(office.kpi("cycle_days", {}, "2026-11-01", "2026-12-01"), "13");
  EXPECT_EQ(office.kpi("response_time", {}, "2026-10-01", "2026-11-01"), "-");

  auto same_day = won("D2", "2026-12-02", at("09:00", "2026-12-20"));
  same_day.deal().created_at = day("2026-12-02");
  office.apply(same_day);
  EXPECT_EQ(office.kpi("cycle_days", {}, "2026-12-01", "2027-01-01"), "0") << "it counts";
}

TEST(Days, SurviveASnapshot) {
  test::Office office(in_zone("Europe/Berlin"));
  office.apply(won("D1", "2026-10-31", at("09:00", "2026-11-20")));
  std::string bytes;
  SnapshotWriter writer(office.sales());
  while (writer.write_some(100, bytes)) {
  }
  test::Office other(in_zone("Pacific/Honolulu"));
  ASSERT_TRUE(load_snapshot(other.sales(), bytes));
  EXPECT_EQ(other.kpi("won_count", {}, "2026-10-01", "2026-11-01"), "1");
  test::Office same(in_zone("Europe/Berlin"));
  ASSERT_TRUE(load_snapshot(same.sales(), bytes));
  EXPECT_EQ(same.sales().digest(), office.sales().digest());
}

TEST(Days, ALockedMonthTakesThemBackOnTheDayItHeard) {
  auto org = in_zone("Pacific/Auckland");
  org.lock = Lock{5, day("2026-01-01")};
  test::Office office(std::move(org));
  office.apply(won("D1", "2026-10-31", at("09:00", "2026-11-02")));
  EXPECT_EQ(office.kpi("won_count", {}, "2026-10-31", "2026-11-01"), "1");
  office.apply(won("D2", "2026-10-31", at("09:00", "2026-11-20")));
  EXPECT_EQ(office.kpi("won_count", {}, "2026-10-31", "2026-11-01"), "1");
  EXPECT_EQ(office.kpi("won_count", {}, "2026-11-20", "2026-11-21"), "1");
}

}  // namespace
}  // namespace dealbell::core
