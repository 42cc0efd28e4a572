#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/measures/measure.hpp"
#include "core/queries/measure_evaluator.hpp"
#include "support/core/naive_measures.hpp"
#include "support/core/office.hpp"
#include "support/core/random_office.hpp"

// Every measure, grouped by every dimension, over several periods and with several filters, must
// equal a naive recount over all deals.
namespace dealbell::test {
namespace {

using naive::Value;

const std::vector<std::string> groups{"person",      "team",     "pipeline", "product", "region",
                                      "lead_source", "customer", "kind",     "stage",   "forecast"};

std::string to_text(const Value& value) {
  if (const auto* sum = std::get_if<core::Sum>(&value)) return core::format_amount(*sum, 4);
  if (const auto* number = std::get_if<double>(&value)) return std::to_string(*number);
  return "-";
}

bool same(const Value& a, const Value& b) {
  if (a.index() != b.index()) return false;
  if (const auto* number = std::get_if<double>(&a))
    return std::abs(*number - std::get<double>(b)) <= 1e-4 + 1e-9 * std::abs(*number);
  return a == b;
}

std::vector<std::string> all_measures(const core::Org& org) {
  std::vector<std::string> names;
  for (const auto& m : core::measures()) names.push_back(m.name);
  for (const auto& m : org.measures) names.push_back(m.id);
  return names;
}

class Recounting {
 public:
  explicit Recounting(std::uint64_t seed)
      : random_(seed),
        org_(random_org(random_)),
        history_(random_events(random_, 220)),
        office_(org_),
        state_(naive::state_of(history_, org_)),
        reader_(org_, office_.sales().calendar()),
        measures_(reader_, state_) {
    auto shuffled = history_;
    std::shuffle(shuffled.begin(), shuffled.end(), random_.engine);
    for (const auto& event : shuffled) office_.apply(event);
    for (const auto& e : measures_.entries()) {
      for (const auto& [by, id] : e.words) ids_[by].insert(id);
      for (const auto& share : e.shares) {
        ids_["person"].insert(share.person);
        ids_["team"].insert(share.team);
      }
    }
    ids_["forecast"].erase("");  // only open deals have a category, and all of them have one
    for (const auto& team : org_.teams) ids_["team"].insert(team.id);
  }

  // Compares the rows of every grouping, with filters on up to two dimensions.
  void compare(const naive::Filters& filters, std::optional<std::pair<Day, Day>> days) {
    for (const auto& measure : all_measures(org_)) {
      compare(measure, "", filters, days);
      for (const auto& by : groups) compare(measure, by, filters, days);
    }
  }

  naive::Filters random_filters(std::size_t count) {
    naive::Filters filters;
    while (filters.size() < count) {
      const auto& by = random_.pick(groups);
      const std::vector<std::string> ids(ids_[by].begin(), ids_[by].end());
      if (std::any_of(filters.begin(), filters.end(), [&](auto& f) { return f.first == by; }))
        continue;
      if (!ids.empty()) filters.push_back({by, random_.pick(ids)});
    }
    return filters;
  }

 private:
  void compare(const std::string& measure, const std::string& by, const naive::Filters& filters,
               std::optional<std::pair<Day, Day>> days) {
    const auto now = at("13:37", "2026-11-18");
    std::string asked = measure + " by " + by;
    core::KpiQuestion question{measure, by, {}, {}, {}};
    if (days) {
      question.from = days->first, question.to = days->second;
      asked += " from " + format_day(days->first) + " to " + format_day(days->second);
    }
    for (const auto& [dimension, id] : filters) {
      if (by == dimension) return;  // the filter would determine the rows
      question.filters.push_back({dimension, id});
      asked += ", " + dimension + " " + id;
    }
    const bool about_now =
        core::find_measure(office_.sales(), measure)->about == core::Measure::About::now;
    const auto answer = core::ask(office_.sales(), question, now);
    if (about_now && days) {
      EXPECT_FALSE(answer) << asked;
      return;
    }
    ASSERT_TRUE(answer) << asked << ": " << answer.error().message;
    if (by.empty()) {
      expect_same(measures_.value({measure, filters, filters, days, now}),
                  answer->total.figure.value, asked);
      return;
    }
    std::map<std::string, Value> rows;
    for (const auto& row : answer->rows) rows[row.key.value_or("")] = row.figure.value;
    auto ids = ids_[by];
    for (const auto& [id, value] : rows) ids.insert(id);
    for (const auto& id : ids) {
      auto narrowed = filters;
      narrowed.push_back({by, id});
      const auto expected = measures_.value({measure, filters, narrowed, days, now});
      // Rows without entries are omitted.
      const bool nothing =
          expected.index() == 0 || same(expected, core::Sum{0}) || same(expected, 0.0);
      if (rows.contains(id) || !nothing) expect_same(expected, rows[id], asked + " = " + id);
    }
  }

  void expect_same(const Value& expected, const Value& actual, const std::string& asked) {
    EXPECT_TRUE(same(expected, actual))
        << asked << ": recounted " << to_text(expected) << ", answered " << to_text(actual);
  }

  Random random_;
  core::Org org_;
  std::vector<core::Event> history_;
  Office office_;
  naive::State state_;
  naive::Reader reader_;
  naive::Measures measures_;
  std::map<std::string, std::set<std::string>> ids_;
};

class EveryMeasure : public testing::TestWithParam<std::uint64_t> {};

TEST_P(EveryMeasure, EqualsANaiveRecount) {
  SCOPED_TRACE("seed " + std::to_string(GetParam()));
  Recounting recounting(GetParam());

  recounting.compare({}, {});
  recounting.compare({}, {{day("2026-11-01"), day("2026-12-01")}});
  recounting.compare({}, {{day("2026-10-01"), day("2027-01-01")}});
  recounting.compare({}, {{day("2026-10-29"), day("2026-11-24")}});
}

TEST_P(EveryMeasure, EqualsANaiveRecountWithFilters) {
  SCOPED_TRACE("seed " + std::to_string(GetParam()));
  Recounting recounting(GetParam());

  recounting.compare(recounting.random_filters(1), {});
  recounting.compare(recounting.random_filters(1), {{day("2026-11-01"), day("2026-12-01")}});
  recounting.compare(recounting.random_filters(2), {});
  recounting.compare(recounting.random_filters(2), {{day("2026-11-01"), day("2026-12-01")}});
  recounting.compare(recounting.random_filters(2), {{day("2026-11-04"), day("2026-11-21")}});
}

INSTANTIATE_TEST_SUITE_P(Seeds, EveryMeasure, testing::Range<std::uint64_t>(1, 11));

}  // namespace
}  // namespace dealbell::test
