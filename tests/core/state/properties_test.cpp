#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "core/measures/measure.hpp"
#include "core/queries/kpi.hpp"
#include "support/core/office.hpp"
#include "support/core/random_office.hpp"

// Properties of any history in any office.
namespace dealbell::test {
namespace {

using core::Sum;

class AnyHistory : public testing::TestWithParam<std::uint64_t> {
 protected:
  Random random{GetParam()};
  core::Org org = random_org(random);
  std::vector<core::Event> history = random_events(random, 250);
  testing::ScopedTrace trace{__FILE__, __LINE__, "seed " + std::to_string(GetParam())};

  AnyHistory() {
    if (random.chance(50)) org.lock = core::Lock{3, day("2026-10-01")};
  }
  core::Calendar calendar() const { return core::Calendar::create(org.calendar).value(); }
  void apply_history(Office& office) const {
    for (const auto& event : history) office.apply(event);
  }
  core::KpiAnswer ask(const Office& office, core::KpiQuestion question) const {
    return core::ask(office.sales(), question, at("13:37", "2026-11-18")).value();
  }
};

// Without rows that have no entries: whether there is such a row depends on what was ever
// mentioned.
std::map<std::string, std::string> rows_of(const core::KpiAnswer& answer) {
  std::map<std::string, std::string> rows;
  for (const auto& row : answer.rows)
    if (row.figure.n != 0) rows[row.key.value_or("")] = text(answer.unit, row.figure);
  return rows;
}

TEST_P(AnyHistory, OrderRepetitionAndOtherDocumentsInBetweenDoNotChangeTheDigest) {
  Office plain(org), other(org);
  apply_history(plain);
  auto again = history;
  for (int i = 0; i < 60; ++i) again.push_back(random.pick(history));
  std::shuffle(again.begin(), again.end(), random.engine);

  const auto half = again.size() / 2;
  for (std::size_t i = 0; i < half; ++i) other.apply(again[i]);
  other.sales().set_org(Office::euros(), core::Calendar::create({.zone = "Etc/UTC"}).value());
  for (std::size_t i = half; i < again.size(); ++i) other.apply(again[i]);
  other.sales().set_org(org, calendar());

  EXPECT_EQ(plain.sales().digest(), other.sales().digest());
}

TEST_P(AnyHistory, UndoingAllEventsLeavesAllSumsZero) {
  org.lock.reset();  // locked months keep what was undone, with a counter-entry
  Office office(org);
  apply_history(office);
  ASSERT_FALSE(office.sales().cube().empty());

  for (const auto& event : undoing(history)) office.apply(event);

  EXPECT_TRUE(office.sales().cube().empty());
  for (const auto* measure : {"won_amount", "open_amount", "activities", "refunded_amount"})
    EXPECT_EQ(text(core::Unit::count, ask(office, {measure, "", {}, {}, {}}).total.figure), "0");
}

TEST_P(AnyHistory, RecomputingInSlicesWhileEventsArriveGivesTheSameResult) {
  Office at_once(org), sliced;
  apply_history(at_once);
  std::size_t applied = 0;
  for (; applied < history.size() / 3; ++applied) sliced.apply(history[applied]);

  sliced.sales().begin_org(org, calendar());
  const auto slice = 1 + random.below(3);
  while (sliced.sales().fold_org(slice))
    for (std::size_t i = 0; i < 4 && applied < history.size(); ++i)
      sliced.apply(history[applied++]);
  for (; applied < history.size(); ++applied) sliced.apply(history[applied]);

  EXPECT_EQ(sliced.sales().digest(), at_once.sales().digest());
  for (const auto& m : core::measures())
    for (const auto* by : {"", "person", "team", "kind"}) {
      const core::KpiQuestion question{m.name, by, {}, {}, {}};
      const auto a = ask(sliced, question), b = ask(at_once, question);
      EXPECT_EQ(a.total.figure.value, b.total.figure.value) << m.name;
      EXPECT_EQ(rows_of(a), rows_of(b)) << m.name << " by " << by;
    }
}

TEST_P(AnyHistory, RowsAddUpToTheTotal) {
  // Without overlay credits, which are in addition to the total.
  for (auto& event : history)
    if (auto* deal = std::get_if<core::DealEvent>(&event.what); deal && deal->credits)
      if (*deal->credits)
        std::erase_if(**deal->credits, [](auto& s) { return s.role == core::Role::overlay; });
  Office office(org);
  apply_history(office);

  for (const auto* measure : {"won_amount", "lost_amount", "open_amount", "created_amount",
                              "refunded_amount", "reopened_amount", "weighted_amount", "arr"})
    for (const auto* by : {"person", "team", "product", "stage", "customer", "month"}) {
      const auto answer = ask(office, {measure, by, {}, {}, {}});
      const auto* total = std::get_if<Sum>(&answer.total.figure.value);
      if (!total) continue;
      Sum sum = 0;
      // A row without priced deals has no value, but may still have refunds.
      bool known = true;
      for (const auto& row : answer.rows) {
        // A team includes the teams below it, so only the top level is added up.
        const auto key = row.key.value_or("");
        const bool below = key == "north" || key == "south" || key == "deep";
        if (std::string(by) == "team" && below) continue;
        if (const auto* part = std::get_if<Sum>(&row.figure.value))
          sum += *part;
        else
          known = known && std::string(measure) != "won_amount" && !org.lock;
      }
      const bool by_month = std::string(by) == "month";
      const bool of_open =
          std::string(measure) == "open_amount" || std::string(measure) == "weighted_amount";
      if (!known || (by_month && of_open)) continue;  // those without a day are in no month
      EXPECT_EQ(core::format_amount(sum), core::format_amount(*total)) << measure << " by " << by;
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, AnyHistory, testing::Range<std::uint64_t>(1, 21));

}  // namespace
}  // namespace dealbell::test
