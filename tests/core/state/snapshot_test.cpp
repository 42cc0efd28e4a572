#include "core/state/snapshot.hpp"

#include <gtest/gtest.h>

#include <map>

#include "core/measures/measure.hpp"
#include "support/core/office.hpp"
#include "support/core/random.hpp"

// A state loaded from a snapshot, plus the rest of the log, must equal the state of the whole log.
namespace dealbell::test {
namespace {

using core::DealStatus;
using core::Event;
using core::SalesState;

std::string one_of(Random& random, const char* prefix, std::size_t n) {
  return prefix + std::to_string(random.below(n));
}

core::ActivityEvent random_activity(Random& random, Instant when) {
  core::ActivityEvent activity;
  activity.id = one_of(random, "A", 15);
  if (random.chance(60)) activity.kind = one_of(random, "kind", 3);
  if (random.chance(60)) activity.person = one_of(random, "p", 4);
  if (random.chance(50)) activity.deal = one_of(random, "D", 20);
  if (random.chance(10)) activity.deal.emplace(std::nullopt);
  if (random.chance(60)) activity.status = core::ActivityStatus::done;
  if (random.chance(40)) activity.at = when - std::chrono::hours(random.below(50));
  if (random.chance(30)) activity.duration_s = static_cast<std::int64_t>(random.below(4000));
  if (random.chance(20)) activity.automatic = random.chance(50);
  return activity;
}

core::RefundEvent random_refund(Random& random) {
  core::RefundEvent refund;
  refund.id = one_of(random, "R", 8);
  if (random.chance(70)) refund.deal = one_of(random, "D", 20);
  if (random.chance(80)) refund.amount = core::Amount{static_cast<std::int64_t>(random.below(1e7))};
  if (random.chance(80)) refund.currency = "EUR";
  if (random.chance(80)) refund.date = day("2026-11-01") + std::chrono::days(random.below(30));
  refund.deleted = random.chance(10);
  return refund;
}

core::DealEvent random_deal(Random& random, Instant when) {
  auto builder = deal(one_of(random, "D", 12));
  auto& fields = builder.deal();
  if (random.chance(50)) fields.status = static_cast<DealStatus>(random.below(5));
  if (random.chance(40)) fields.owner = one_of(random, "p", 4);
  if (random.chance(40)) fields.stage = one_of(random, "stage", 4);
  if (random.chance(40)) builder.amount(std::to_string(random.below(100000)) + ".37");
  if (random.chance(10)) fields.amount.emplace(std::nullopt);
  if (random.chance(20)) fields.title = "Ünï " + one_of(random, "title", 1000);
  if (random.chance(20)) fields.product = one_of(random, "", 3);
  if (random.chance(20)) fields.customer = one_of(random, "customer", 3);
  if (random.chance(20)) fields.lost_reason = "price";
  if (random.chance(20)) fields.probability_e4 = static_cast<std::int32_t>(random.below(1'000'001));
  if (random.chance(20)) fields.created_at = when - std::chrono::hours(random.below(900));
  if (random.chance(20)) fields.closed_at = when - std::chrono::hours(random.below(400));
  if (random.chance(10))
    fields.closed_at = std::chrono::floor<std::chrono::days>(when) - std::chrono::days(3);
  if (random.chance(20))
    fields.close_date = day("2026-11-01") + std::chrono::days(random.below(60));
  if (random.chance(10)) builder.credits({{"p0", 333'300}, {"p9", 666'700}});
  if (random.chance(20)) fields.amounts = {{"arr", core::Amount{70}}, {"margin", std::nullopt}};
  return fields;
}

std::vector<Event> random_log(Random& random, int events) {
  std::vector<Event> history;
  for (int i = 0; i < events; ++i) {
    Event event;
    event.source = one_of(random, "crm", 2);
    event.id = "e" + std::to_string(i);
    const auto when = at("00:00", "2026-10-20") + std::chrono::minutes(random.below(30 * 24 * 60));
    if (random.chance(90)) event.occurred_at = when;
    event.received_at = when + std::chrono::seconds(random.below(90'000));
    event.operation = static_cast<core::Operation>(random.below(3));
    if (random.chance(20)) event.order = static_cast<std::int64_t>(random.below(1000)) - 500;
    event.quiet = random.chance(20);
    const auto kind = random.below(10);
    if (kind < 3)
      event.what = random_activity(random, when);
    else if (kind < 5)
      event.what = random_refund(random);
    else
      event.what = random_deal(random, when);
    history.push_back(std::move(event));
  }
  return history;
}

std::unique_ptr<SalesState> empty_state() {
  return std::make_unique<SalesState>(Office::euros(),
                                      core::Calendar::create({.zone = "Etc/UTC"}).value());
}

// Applies the log's events from..to, counted from 0.
void replay(SalesState& sales, const std::vector<Event>& log, std::size_t from, std::size_t to) {
  for (auto i = from; i < to; ++i) sales.apply(log[i], i + 1);
}

std::string whole_snapshot(const SalesState& sales) {
  std::string bytes;
  core::SnapshotWriter writer(sales);
  while (writer.write_some(1000, bytes)) {
  }
  return bytes;
}

const std::vector<std::string> stable_groups{"", "person", "month"};

std::string every_figure(const SalesState& sales,
                         const std::vector<std::string>& bys = stable_groups) {
  std::string all;
  for (const auto& measure : core::measures())
    for (const auto& by : bys) {
      const auto answer =
          core::ask(sales, {std::string(measure.name), by, {}, {}, {}}, at("23:59"));
      all += std::string(measure.name) + " by " + by + ":";
      if (answer) {
        all += text(answer->unit, answer->total.figure);
        for (const auto& row : answer->rows)
          // Rows with a share of 0 depend on what was ever mentioned.
          if (const auto figure = text(answer->unit, row.figure); figure != "0")
            all += " " + row.key.value_or("-") + " " + figure;
      }
      all += "\n";
    }
  return all;
}

std::map<std::string, Instant> last_received(const SalesState& sales) {
  std::map<std::string, Instant> all;
  for (const auto& [source, at] : sales.last_received()) all[sales.names().text(source)] = at;
  return all;
}

class Snapshot : public testing::TestWithParam<std::uint64_t> {};

TEST_P(Snapshot, WrittenWhileEventsArrivePlusTheRestOfTheLogGivesTheWholeState) {
  SCOPED_TRACE("seed " + std::to_string(GetParam()));
  Random random(GetParam());
  const auto log = random_log(random, 300);
  const auto begin = random.below(log.size());
  auto serving = empty_state();
  replay(*serving, log, 0, begin);

  std::string snapshot;
  core::SnapshotWriter writer(*serving);
  auto applied = begin;
  while (writer.write_some(1 + random.below(4), snapshot)) {
    const auto more = std::min(log.size(), applied + random.below(12));
    replay(*serving, log, applied, more);
    applied = more;
  }
  const auto loaded = empty_state();
  const auto result = core::load_snapshot(*loaded, snapshot);
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(loaded->seq(), begin);
  EXPECT_EQ(writer.from(), begin);
  replay(*loaded, log, begin, log.size());

  const auto refolded = empty_state();
  replay(*refolded, log, 0, log.size());
  EXPECT_EQ(loaded->digest(), refolded->digest());
  EXPECT_EQ(every_figure(*loaded), every_figure(*refolded));
  EXPECT_EQ(last_received(*loaded), last_received(*refolded));
  // Rows by other dimensions may depend on undone events until everything is recomputed.
  for (const auto& sales : {loaded.get(), refolded.get()})
    sales->set_org(Office::euros(), core::Calendar::create({.zone = "Etc/UTC"}).value());
  EXPECT_EQ(every_figure(*loaded, {"product", "customer"}),
            every_figure(*refolded, {"product", "customer"}));
  EXPECT_EQ(loaded->seq(), refolded->seq());
  EXPECT_LE(loaded->stamps().size(), refolded->stamps().size() + applied - begin);
}

TEST_P(Snapshot, OfALoadedStateIsEquivalentAndHasOnlyStampsInUse) {
  SCOPED_TRACE("seed " + std::to_string(GetParam()));
  Random random(GetParam());
  const auto log = random_log(random, 300);
  auto sales = empty_state();
  replay(*sales, log, 0, log.size());

  const auto once = empty_state(), twice = empty_state();
  ASSERT_TRUE(core::load_snapshot(*once, whole_snapshot(*sales)));
  ASSERT_TRUE(core::load_snapshot(*twice, whole_snapshot(*once)));

  EXPECT_EQ(once->digest(), sales->digest());
  EXPECT_EQ(twice->digest(), sales->digest());
  EXPECT_EQ(once->stamps().size(), twice->stamps().size());
  EXPECT_LT(once->stamps().size(), sales->stamps().size());
}

TEST_P(Snapshot, WithDamagedBytesIsRejectedOrLoadsAWorkingState) {
  SCOPED_TRACE("seed " + std::to_string(GetParam()));
  Random random(GetParam());
  const auto log = random_log(random, 60);
  auto sales = empty_state();
  replay(*sales, log, 0, log.size());
  const auto good = whole_snapshot(*sales);

  for (int i = 0; i < 300; ++i) {
    auto bad = good;
    for (auto flips = 1 + random.below(3); flips > 0; --flips)
      bad[random.below(bad.size())] = static_cast<char>(random.below(256));
    const auto victim = empty_state();
    if (const auto loaded = core::load_snapshot(*victim, bad); !loaded) {
      EXPECT_EQ(loaded.error().code, Errc::corrupt);
      continue;
    }
    // The damaged bytes happen to be a valid snapshot, which must then work.
    replay(*victim, log, 0, log.size());
    EXPECT_FALSE(victim->digest().empty());
    EXPECT_FALSE(every_figure(*victim).empty());
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, Snapshot, testing::Range<std::uint64_t>(1, 31));

TEST(SnapshotFormat, ATruncatedSnapshotIsRejected) {
  Random random(1);
  auto sales = empty_state();
  const auto log = random_log(random, 40);
  replay(*sales, log, 0, log.size());
  const auto good = whole_snapshot(*sales);

  for (std::size_t size = 0; size < good.size(); ++size)
    EXPECT_FALSE(core::load_snapshot(*empty_state(), good.substr(0, size))) << size;
  EXPECT_FALSE(core::load_snapshot(*empty_state(), good + '\0'));
}

TEST(SnapshotFormat, AnEmptyStateCanBeWrittenAndLoaded) {
  const auto loaded = empty_state();

  ASSERT_TRUE(core::load_snapshot(*loaded, whole_snapshot(*empty_state())));

  EXPECT_EQ(loaded->seq(), 0u);
  EXPECT_EQ(loaded->digest(), empty_state()->digest());
}

}  // namespace
}  // namespace dealbell::test
