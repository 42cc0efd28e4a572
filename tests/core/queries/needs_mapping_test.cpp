#include "core/queries/needs_mapping.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/org/person_matcher.hpp"
#include "support/core/needs.hpp"
#include "support/core/office.hpp"
#include "support/core/random_office.hpp"

// Gaps are counted incrementally as deals change; the result must equal a count over all deals.
namespace dealbell::test {
namespace {

using core::DealStatus;

Needs needs_of(Office& office) { return lines_of(core::needs_mapping(office.sales())); }

class MappingBacklogOfAnyHistory : public testing::TestWithParam<std::uint64_t> {
 protected:
  Random random{GetParam()};
  core::Org org = random_org(random);
  std::vector<core::Event> history = random_events(random, 250);
  testing::ScopedTrace trace{__FILE__, __LINE__, "seed " + std::to_string(GetParam())};

  core::Calendar calendar() const { return core::Calendar::create(org.calendar).value(); }
};

TEST_P(MappingBacklogOfAnyHistory, EqualsANaiveRecountOfAllDeals) {
  std::shuffle(history.begin(), history.end(), random.engine);
  Office office(org);
  std::vector<core::Event> applied;

  for (std::size_t i = 0; i < history.size(); ++i) {
    office.apply(history[i]);
    applied.push_back(history[i]);
    if (i % 50 != 49) continue;
    const auto state = naive::state_of(applied, org);
    const naive::Reader reader(org, office.sales().calendar());
    EXPECT_EQ(needs_of(office), naive::needs_of(state, reader)) << "after " << i + 1 << " events";
  }
}

// Three sources, few customers and amounts, three weeks: most wins have a twin or a decision.
std::vector<core::Event> similar_wins(Random& random, core::Org& org) {
  const std::vector<std::string> sources{"api", "hubspot", "stripe"};
  const auto any = [&] { return random.pick(sources) + ":D" + std::to_string(random.below(8)); };
  org.twins.clear();
  for (int i = 0; i < 10; ++i) org.twins.push_back({any(), any(), random.chance(10)});
  std::vector<core::Event> history;
  for (int i = 0; i < 200; ++i) {
    auto event = deal("D" + std::to_string(random.below(8)));
    event.at(at("00:00") + std::chrono::minutes(random.below(60 * 24 * 21)));
    event.event.id = std::to_string(i);
    event.event.source = random.pick(sources);
    if (random.chance(60)) event.status(random.chance(85) ? DealStatus::won : DealStatus::open);
    if (random.chance(50)) event.amount(random.chance(70) ? "10" : "20");
    if (random.chance(50)) event.deal().customer = random.pick<std::string>({"Acme", "acme", "b"});
    if (random.chance(20)) event.closed_at(event.event.received_at - std::chrono::hours(100));
    history.push_back(event.event);
  }
  return history;
}

TEST_P(MappingBacklogOfAnyHistory, SuspectsTheSameTwinsAsAComparisonOfAllPairs) {
  history = similar_wins(random, org);
  Office office(org);
  std::vector<core::Event> applied;
  std::size_t suspected = 0;

  for (const auto& event : history) {
    office.apply(event);
    applied.push_back(event);
    if (applied.size() % 20 != 0) continue;
    const auto state = naive::state_of(applied, org);
    const naive::Reader reader(org, office.sales().calendar());
    const auto needs = needs_of(office);
    EXPECT_EQ(needs, naive::needs_of(state, reader)) << "after " << applied.size() << " events";
    suspected += core::needs_mapping(office.sales()).twins.rows.size();
  }
  EXPECT_GT(suspected, 0u);
}

TEST_P(MappingBacklogOfAnyHistory, DoesNotDependOnOrderRepetitionOrTheTimeOfMapping) {
  Office plain(org), other;
  for (const auto& event : history) plain.apply(event);
  auto again = history;
  for (int i = 0; i < 60; ++i) again.push_back(random.pick(history));
  std::shuffle(again.begin(), again.end(), random.engine);
  std::size_t applied = 0;
  for (; applied < again.size() / 3; ++applied) other.apply(again[applied]);

  other.sales().begin_org(org, calendar());
  while (other.sales().fold_org(2))
    for (int i = 0; i < 3 && applied < again.size(); ++i) other.apply(again[applied++]);
  for (; applied < again.size(); ++applied) other.apply(again[applied]);

  EXPECT_EQ(needs_of(plain), needs_of(other));
}

TEST_P(MappingBacklogOfAnyHistory, IsEmptyAfterAllEventsAreUndone) {
  Office office(org);
  for (const auto& event : history) office.apply(event);

  for (const auto& event : undoing(history)) office.apply(event);

  EXPECT_EQ(needs_of(office), Needs{});
}

INSTANTIATE_TEST_SUITE_P(Seeds, MappingBacklogOfAnyHistory, testing::Range<std::uint64_t>(1, 31));

TEST(NeedsMapping, ListsTheLargestThousandAndCountsTheRest) {
  auto org = Office::euros();
  org.people = {{"ana", "", {}}};
  Office office(org);
  for (int i = 0; i < 1'200; ++i)
    office.apply(deal("D" + std::to_string(i)).owner("p" + std::to_string(i)).at("09:00"));
  for (int i = 0; i < 3; ++i)
    office.apply(deal("E" + std::to_string(i)).owner("p1199").at("09:00"));

  const auto people = core::needs_mapping(office.sales()).people;

  ASSERT_EQ(people.rows.size(), 1'000u);
  EXPECT_EQ(people.rest, 200u);
  EXPECT_EQ(people.rows[0].key, "p1199");
  EXPECT_EQ(people.rows[0].n, 4u);
  EXPECT_EQ(people.rows[1].key, "p0");
  EXPECT_EQ(people.rows[2].key, "p1");
  EXPECT_EQ(people.rows[3].key, "p10");
}

TEST(NeedsMapping, AnAmountWithoutACurrencyIsIncomplete) {
  Office office;

  office.apply(deal("D1").owner("ana").amount("5", "").status(DealStatus::won));

  EXPECT_EQ(needs_of(office), (Needs{{"currency api", "1 D1"}}));
}

TEST(NeedsMapping, RefundsAndActivitiesThatCountNowhereAreListed) {
  Office office;
  const auto now = at("09:00");
  office.apply(deal("open").owner("ana").amount("10").status(DealStatus::open).at(now));
  office.apply(deal("won").owner("ana").amount("10").status(DealStatus::won).at(now));
  auto of_open = refund("R1", "open", "1", "2026-11-23", now);
  auto without_amount = refund("R2", "won", "1", "2026-11-23", now);
  std::get<core::RefundEvent>(without_amount.what).amount.reset();
  auto in_kronor = refund("R3", "won", "1", "2026-11-23", now);
  std::get<core::RefundEvent>(in_kronor.what).currency = "SEK";
  auto of_nothing = refund("R4", "won", "1", "2026-11-23", now);
  std::get<core::RefundEvent>(of_nothing.what).deal.reset();
  auto undone = call("A1", "ana", now);
  std::get<core::ActivityEvent>(undone.what).status.reset();

  for (const auto& event : {of_open, without_amount, in_kronor, of_nothing, undone})
    office.apply(event);

  EXPECT_EQ(needs_of(office), (Needs{{"win api", "1 open"},
                                     {"refund_amount api", "1 won"},
                                     {"currency api:SEK", "1"},
                                     {"refund_deal api", "1"},
                                     {"activity_status api", "1"}}));
}

TEST(NeedsMapping, OfManyIncompleteDealsTwentyAreListed) {
  Office office;
  for (int i = 0; i < 30; ++i) office.apply(deal("D" + std::to_string(10 + i)).owner("ana"));

  const auto incomplete = core::needs_mapping(office.sales()).incomplete;

  ASSERT_EQ(incomplete.rows.size(), 1u);
  EXPECT_EQ(incomplete.rows[0].n, 30u);
  ASSERT_EQ(incomplete.rows[0].deals.size(), 20u);
  EXPECT_EQ(incomplete.rows[0].deals.front(), "D10");
  EXPECT_EQ(incomplete.rows[0].deals.back(), "D29");
}

// Applies `pairs` of wins, each reported by two sources, within a week.
void apply_twins(Office& office, int first, int pairs) {
  for (int i = first; i < first + pairs; ++i)
    for (const auto* source : {"hubspot", "stripe"}) {
      auto sale = deal("D" + std::to_string(100 + i)).owner("ana").amount("10");
      sale.deal().customer = "walk-in";
      sale.status(DealStatus::won).at(at("09:00") + std::chrono::minutes{i});
      sale.event.source = source;
      office.apply(sale);
    }
}

TEST(NeedsMapping, ManyEqualWinsInAWeekAreNotTwins) {
  Office office;
  apply_twins(office, 0, 10);
  EXPECT_EQ(needs_of(office).size(), 19u);

  apply_twins(office, 10, 1);
  EXPECT_EQ(needs_of(office).size(), 0u);

  for (const auto* source : {"hubspot", "stripe"}) {
    auto back = deal("D110").status(DealStatus::open).at("12:00");
    back.event.source = source;
    office.apply(back);
  }
  EXPECT_EQ(needs_of(office).size(), 19u);
}

TEST(PersonMatcher, ProposesAPersonOnlyIfTheMatchIsUnique) {
  core::Org org;
  org.people = {
      {"ana", "Ana Ruiz", {"aruiz@example.com"}}, {"ben", "Ben O", {}}, {"b2", "BenO", {}}};
  org.people[1].emails = {"b.okafor@example.com"};
  const core::PersonMatcher matcher(org);

  EXPECT_EQ(matcher.match("ANA RUIZ"), "ana");
  EXPECT_EQ(matcher.match("anaruiz"), "ana");
  EXPECT_EQ(matcher.match("ARuiz@elsewhere.org"), "ana");
  EXPECT_EQ(matcher.match("b.okafor"), "ben");
  EXPECT_EQ(matcher.match("ben o"), "");
  EXPECT_EQ(matcher.match("ana r"), "");
  EXPECT_EQ(matcher.match(" "), "");
}

}  // namespace
}  // namespace dealbell::test
