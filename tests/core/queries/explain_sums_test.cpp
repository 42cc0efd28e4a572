#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/measures/measure.hpp"
#include "core/queries/explain.hpp"
#include "support/core/office.hpp"
#include "support/core/random_office.hpp"

// Over all pages the lines add up to the inputs, and the inputs of a sum to the figure.
namespace dealbell::test {
namespace {

using core::Sum;

struct Pages {
  core::Explanation first;
  std::map<std::string, Sum> sums;  // by part
  std::size_t lines = 0, pages = 0;
};

class Explained : public testing::TestWithParam<std::uint64_t> {
 protected:
  Random random{GetParam()};
  core::Org org = random_org(random);
  std::vector<core::Event> history = random_events(random, 250);

  Pages pages_of(const Office& office, core::ExplainQuestion question) {
    Pages all;
    std::set<std::string> seen;
    do {
      auto page = core::explain(office.sales(), question, at("13:37", "2026-11-18"));
      if (!page) {
        ADD_FAILURE() << page.error().message;
        return all;
      }
      for (const auto& line : page->lines)
        if (line.value) all.sums[line.part] += *line.value;
      all.lines += page->lines.size();
      question.after = page->next;
      if (all.pages++ == 0) all.first = *std::move(page);
      EXPECT_TRUE(seen.insert(question.after).second) << "the same page twice";
    } while (!question.after.empty() && !testing::Test::HasFailure());
    return all;
  }

  core::ExplainQuestion random_question(const Office& office, const std::string& measure) {
    core::ExplainQuestion question;
    auto& q = question.kpi;
    q.measure = measure;
    question.limit = 1 + random.below(7);
    const auto about = core::find_measure(measure) ? core::find_measure(measure)->about
                                                   : core::Measure::About::flow;
    if (about != core::Measure::About::now && random.chance(50)) {
      q.from = day("2026-10-01") + std::chrono::days(random.below(50));
      q.to = *q.from + std::chrono::days(1 + random.below(60));
    }
    std::vector<std::string> by{"person", "team",     "product", "region",
                                "kind",   "customer", "stage",   "pipeline"};
    std::shuffle(by.begin(), by.end(), random.engine);
    for (std::size_t i = random.below(3); i > 0; --i) {
      auto grouped = q;
      grouped.by = by[i];
      const auto rows = core::ask(office.sales(), grouped, at("13:37", "2026-11-18")).value().rows;
      if (!rows.empty()) q.filters.push_back({by[i], random.pick(rows).key.value_or("")});
    }
    q.by = by[0];
    const auto rows = core::ask(office.sales(), q, at("13:37", "2026-11-18")).value().rows;
    if (rows.empty())
      q.by.clear();
    else
      question.key = random.pick(rows).key.value_or("");
    return question;
  }
};

std::string describe(const core::ExplainQuestion& question) {
  auto text = question.kpi.measure + " by " + question.kpi.by + " = " + question.key;
  if (question.kpi.from)
    text += " from " + format_day(*question.kpi.from) + " to " + format_day(*question.kpi.to);
  for (const auto& f : question.kpi.filters) text += ", " + f.by + " " + f.id;
  return text + ", pages of " + std::to_string(question.limit);
}

TEST_P(Explained, LinesAddUpToInputsAndInputsToTheFigure) {
  SCOPED_TRACE("seed " + std::to_string(GetParam()));
  if (random.chance(40)) org.lock = core::Lock{3, day("2026-10-01")};
  Office office(org);
  for (const auto& event : history) office.apply(event);
  std::vector<std::string> measures;
  for (const auto& m : core::measures()) measures.push_back(m.name);
  for (const auto& m : org.measures) measures.push_back(m.id);
  const std::set<std::string> sums{"won_amount",
                                   "won_count",
                                   "lost_amount",
                                   "lost_count",
                                   "open_amount",
                                   "open_count",
                                   "created_amount",
                                   "created_count",
                                   "weighted_amount",
                                   "overdue_amount",
                                   "overdue_count",
                                   "undated_amount",
                                   "undated_count",
                                   "stuck_amount",
                                   "stuck_count",
                                   "projected_landing",
                                   "forecast_commit",
                                   "forecast_closed",
                                   "forecast_commit_total",
                                   "forecast_open_total",
                                   "refunded_amount",
                                   "refunded_count",
                                   "reopened_amount",
                                   "reopened_count",
                                   "activities",
                                   "new_amount",
                                   "new_count",
                                   "expansion_amount",
                                   "renewal_count",
                                   "arr",
                                   "west_lost",
                                   "north_open",
                                   "calls"};

  for (const auto& measure : measures) {
    const auto question = random_question(office, measure);
    SCOPED_TRACE(describe(question));
    const auto all = pages_of(office, question);
    if (HasFailure()) return;

    // Inputs with the same part word may differ in range or condition. Their lines cannot be
    // distinguished, so only the sums are compared.
    std::map<std::string, Sum> inputs;
    Sum figure = 0;
    for (const auto& input : all.first.inputs) {
      const auto* sum = std::get_if<Sum>(&input.figure.value);
      if (!sum || input.part == "quota" || input.part == "members_quota" ||
          input.part == "forecast")
        continue;
      inputs[input.part] += *sum;
      figure += *sum;
    }
    for (const auto& [part, sum] : inputs) {
      const auto lines = all.sums.contains(part) ? all.sums.at(part) : Sum{0};
      EXPECT_EQ(core::format_amount(lines), core::format_amount(sum)) << part;
    }
    if (!sums.contains(measure)) continue;
    if (const auto* total = std::get_if<Sum>(&all.first.answer.total.figure.value)) {
      EXPECT_EQ(core::format_amount(figure), core::format_amount(*total));
    }
  }
}

TEST(ExplainedDuration, HasTheSameCountInTheFigureAndItsInput) {
  auto org = Office::euros();
  org.measures = {{"talk",
                   "",
                   core::OwnMeasure::Kind::sum,
                   core::OwnMeasure::Of::activities,
                   "duration_s",
                   {},
                   "",
                   "",
                   {}}};
  Office office(org);
  office.apply(call("A1", "ana", at("09:00")));  // without a duration
  auto timed = call("A2", "ana", at("10:00"));
  std::get<core::ActivityEvent>(timed.what).duration_s = 240;
  office.apply(timed);

  const auto explained = core::explain(office.sales(), {{"talk", "", {}, {}, {}}, ""}, at("23:59"));

  ASSERT_TRUE(explained);
  EXPECT_EQ(explained->answer.total.figure.n, 1);
  EXPECT_EQ(explained->inputs.at(0).figure.n, 1);
}

INSTANTIATE_TEST_SUITE_P(Seeds, Explained, testing::Range<std::uint64_t>(1, 16));

}  // namespace
}  // namespace dealbell::test
