#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "support/core/office.hpp"
#include "support/core/random.hpp"

// On any shuffled history the cube must agree with a naive recount over all deals, which is written
// from the rules and not from the code.
namespace dealbell::test {
namespace {

using core::DealStatus;
using core::Event;

const std::vector<std::string> people{"ana", "ben", "chloe", "dai"};

std::vector<Event> random_history(Random& random, int events) {
  std::vector<Event> history;
  for (int i = 0; i < events; ++i) {
    auto event = deal("D" + std::to_string(random.below(12)));
    const auto when = at("00:00", "2026-09-20") + std::chrono::minutes(random.below(60 * 24 * 60));
    event.at(when);
    event.event.id = std::to_string(i);
    event.received(when + std::chrono::minutes(random.below(3000)));
    if (random.chance(50))
      event.status(
          random.pick<DealStatus>({DealStatus::open, DealStatus::won, DealStatus::won,
                                   DealStatus::lost, DealStatus::deleted, DealStatus::unknown}));
    if (random.chance(40)) event.owner(random.pick(people));
    if (random.chance(40))
      event.amount(std::to_string(random.below(100000)) + ".37", random.chance(85) ? "EUR" : "USD");
    if (random.chance(10)) event.deal().amount.emplace(std::nullopt);
    if (random.chance(15)) event.closed_at(when - std::chrono::hours(random.below(400)));
    if (random.chance(10)) event.deal().closed_at.emplace(std::nullopt);
    if (random.chance(30)) event.product(random.pick<std::string>({"p", "q", "r"}));
    if (random.chance(10))
      event.credits({{random.pick(people), 333'300},
                     {"eve", 500'000, core::Role::overlay},
                     {"flo", 666'700}});
    if (random.chance(3)) event.deal().credits.emplace(std::nullopt);
    history.push_back(event.event);
  }
  return history;
}

bool earlier(const Event& a, const Event& b) {
  return std::tuple(merge_time(a), ahead(a), a.operation, a.source, a.id) <
         std::tuple(merge_time(b), ahead(b), b.operation, b.source, b.id);
}

// A naive implementation of the rules: sort the events and apply them in order.
struct NaiveDeal {
  std::vector<std::pair<DealStatus, Instant>> statuses;
  // With the time of the change: 2 × the number of the status it came with; plus 1 if later.
  std::vector<std::pair<int, std::string>> owners;
  std::optional<core::Amount> amount;
  std::string currency, product;
  std::optional<Instant> closed_at;
  Instant closed_at_told;  // when the event that gave it happened
  std::optional<std::vector<core::CreditShare>> credits;

  DealStatus status() const {
    return statuses.empty() ? DealStatus::unknown : statuses.back().first;
  }
  std::size_t run() const {
    auto i = statuses.size() - 1;
    while (i > 0 && statuses[i - 1].first == statuses.back().first) --i;
    return i;
  }
  // A close time said about an earlier close does not count.
  Instant closed_time() const {
    std::optional<Instant> ended;
    auto close = DealStatus::unknown;
    for (std::size_t i = 0; i <= run(); ++i) {
      const auto& [now, when] = statuses[i];
      if (now == DealStatus::deleted || now == DealStatus::unknown) continue;
      if (close != DealStatus::unknown && now != close) ended = when;
      close = now == DealStatus::open ? DealStatus::unknown : now;
    }
    const bool said = closed_at && !(ended && closed_at_told < *ended);
    return said ? *closed_at : statuses[run()].second;
  }
  std::string owner() const {
    std::string result;
    for (const auto& [changed_at, who] : owners) {
      const bool after = changed_at > 2 * static_cast<int>(run());
      if (after && !result.empty()) break;
      result = who;
    }
    return result;
  }
};

std::map<std::string, NaiveDeal> naive(std::vector<Event> history) {
  std::sort(history.begin(), history.end(), earlier);
  std::map<std::string, NaiveDeal> deals;
  for (const auto& event : history) {
    const auto& fields = std::get<core::DealEvent>(event.what);
    auto& deal = deals[fields.id];
    if (fields.status) deal.statuses.push_back({**fields.status, merge_time(event)});
    const int last_status = 2 * static_cast<int>(deal.statuses.size()) - 2;
    if (fields.owner)
      deal.owners.push_back({last_status + (fields.status ? 0 : 1), **fields.owner});
    if (fields.amount) deal.amount = *fields.amount;
    if (fields.currency) deal.currency = **fields.currency;
    if (fields.product) deal.product = **fields.product;
    if (fields.closed_at) {
      const auto& when = *fields.closed_at;
      deal.closed_at = when ? std::optional(when->time()) : std::nullopt;
      deal.closed_at_told = merge_time(event);
    }
    if (fields.credits) deal.credits = *fields.credits;
  }
  return deals;
}

struct Recount {
  std::map<std::string, std::int64_t> won_by_person, won_by_product, won_by_month, count_by_person;
  std::int64_t won = 0, won_n = 0, won_priced_n = 0, lost_n = 0, open_n = 0;
};

Recount recount(const std::map<std::string, NaiveDeal>& deals) {
  Recount r;
  for (const auto& [id, d] : deals) {
    if (d.status() == DealStatus::open) ++r.open_n;
    if (d.status() == DealStatus::lost) ++r.lost_n;
    if (d.status() != DealStatus::won) continue;
    ++r.won_n;
    const std::int64_t amount = d.amount && d.currency == "EUR" ? d.amount->e4 : 0;
    const auto when = d.closed_time();
    r.won += amount;
    r.won_priced_n += d.amount && d.currency == "EUR";
    r.won_by_product[d.product] += amount;
    r.won_by_month[format_day(std::chrono::floor<std::chrono::days>(when)).substr(0, 7)] += amount;
    if (!d.credits) {
      r.won_by_person[d.owner()] += amount;
      ++r.count_by_person[d.owner()];
      continue;
    }
    // 33.33 % and 66.67 % of whole cents: the larger remainder gets the cent, a tie goes to the
    // smaller id.
    const auto cents = amount / 100;
    std::vector<std::pair<std::string, std::int64_t>> parts;
    std::vector<std::tuple<std::int64_t, std::string, std::size_t>> rest;
    std::int64_t given = 0;
    for (const auto& share : *d.credits) {
      if (share.role == core::Role::overlay) {
        r.won_by_person[share.person] += (cents * share.percent_e4 + 500'000) / 1'000'000 * 100;
        ++r.count_by_person[share.person];
        continue;
      }
      parts.push_back({share.person, cents * share.percent_e4 / 1'000'000});
      rest.push_back({-(cents * share.percent_e4 % 1'000'000), share.person, parts.size() - 1});
      given += parts.back().second;
    }
    std::sort(rest.begin(), rest.end());
    for (std::size_t i = 0; given < cents; ++i, ++given) ++parts[std::get<2>(rest[i])].second;
    for (const auto& [person, part] : parts) {
      r.won_by_person[person] += part * 100;
      ++r.count_by_person[person];
    }
  }
  return r;
}

std::map<std::string, std::int64_t> rows(const Office& office, const std::string& measure,
                                         const std::string& by) {
  const auto answer = core::ask(office.sales(), {measure, by, {}, {}, {}}, at("23:59")).value();
  std::map<std::string, std::int64_t> result;
  for (const auto& row : answer.rows)
    if (const auto* sum = std::get_if<core::Sum>(&row.figure.value))
      result[row.key.value_or("")] =
          static_cast<std::int64_t>(*sum);  // no value if nothing was priced
  return result;
}

void drop_zeros(std::map<std::string, std::int64_t>& map) {
  std::erase_if(map, [](const auto& entry) { return entry.second == 0; });
}

class Recounted : public testing::TestWithParam<std::uint64_t> {};

TEST_P(Recounted, TheCubeEqualsANaiveRecountOfAnyShuffledHistory) {
  SCOPED_TRACE("seed " + std::to_string(GetParam()));
  Random random(GetParam());
  auto history = random_history(random, 150);
  auto expected = recount(naive(history));
  std::shuffle(history.begin(), history.end(), random.engine);

  Office office;
  for (const auto& event : history) office.apply(event);

  auto person = rows(office, "won_amount", "person"),
       product = rows(office, "won_amount", "product"), month = rows(office, "won_amount", "month");
  for (auto* map : {&person, &product, &month, &expected.won_by_person, &expected.won_by_product,
                    &expected.won_by_month})
    drop_zeros(*map);
  EXPECT_EQ(person, expected.won_by_person);
  EXPECT_EQ(product, expected.won_by_product);
  EXPECT_EQ(month, expected.won_by_month);
  EXPECT_EQ(rows(office, "won_count", "person"), expected.count_by_person);
  const bool priced = expected.won_priced_n > 0 || expected.won_n == 0;
  EXPECT_EQ(office.kpi("won_amount"), priced ? core::format_amount(expected.won) : "-");
  EXPECT_EQ(office.kpi("won_count"), std::to_string(expected.won_n));
  EXPECT_EQ(office.kpi("lost_count"), std::to_string(expected.lost_n));
  EXPECT_EQ(office.kpi("open_count"), std::to_string(expected.open_n));
}

TEST_P(Recounted, TheDigestDoesNotDependOnTheOrderOfArrival) {
  SCOPED_TRACE("seed " + std::to_string(GetParam()));
  Random random(GetParam());
  auto history = random_history(random, 150);
  Office in_order, shuffled;
  for (const auto& event : history) in_order.apply(event);
  std::shuffle(history.begin(), history.end(), random.engine);

  for (const auto& event : history) shuffled.apply(event);

  EXPECT_EQ(in_order.sales().digest(), shuffled.sales().digest());
}

TEST_P(Recounted, RecomputingWithTheSameDocumentChangesNothing) {
  SCOPED_TRACE("seed " + std::to_string(GetParam()));
  Random random(GetParam());
  Office office;
  for (const auto& event : random_history(random, 150)) office.apply(event);
  const auto before = rows(office, "won_amount", "person");

  office.sales().set_org(Office::euros(), core::Calendar::create({.zone = "Etc/UTC"}).value());

  EXPECT_EQ(rows(office, "won_amount", "person"), before);
}

INSTANTIATE_TEST_SUITE_P(Seeds, Recounted, testing::Range<std::uint64_t>(1, 41));

}  // namespace
}  // namespace dealbell::test
