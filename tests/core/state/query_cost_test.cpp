#include <gtest/gtest.h>

#include "core/measures/measure.hpp"
#include "support/core/office.hpp"
#include "support/core/random.hpp"

// The cost of a question must not depend on the number of deals.
namespace dealbell::test {
namespace {

using core::DealStatus;

const std::vector<std::string> sellers{"ana", "ben", "cat", "dai"};

// Similar deals over two years: more deals means more on the same days.
void fill(Office& office, int deals) {
  Random random(7);
  const auto day_of = [](int i) {
    return at("09:00", "2025-01-01") + std::chrono::days(i % 700) + std::chrono::milliseconds(i);
  };
  for (int i = 0; i < deals; ++i) {
    auto event = deal("D" + std::to_string(i));
    event.owner(sellers[static_cast<std::size_t>(i) % 4]).amount("100").at(day_of(i));
    event.product(i % 3 ? "gtx" : "mini").close_date("2026-12-01");
    event.deal().created_at = day_of(i) - std::chrono::days(20);
    event.status(i % 5 < 2 ? DealStatus::won : i % 5 < 4 ? DealStatus::lost : DealStatus::open);
    office.apply(event);
  }
}

// The number of cells visited by each of many questions that the cube can answer.
std::vector<std::uint64_t> costs(const Office& office) {
  std::vector<std::uint64_t> all;
  const auto now = at("13:37", "2026-11-18");
  for (const auto* measure : {"won_amount", "won_count", "lost_amount", "open_amount", "win_rate",
                              "average_deal", "created_count", "cycle_days", "velocity",
                              "weighted_amount", "attainment", "projected_landing"})
    for (const auto* by : {"", "person", "product"})
      for (const auto* from : {"", "2025-11-01", "2025-11-17"}) {
        core::KpiQuestion question{measure, by, {}, {}, {}};
        if (*from) question.from = day(from), question.to = day("2026-10-09");
        const auto before = office.sales().cube().cells_visited();
        EXPECT_TRUE(core::ask(office.sales(), question, now));
        all.push_back(office.sales().cube().cells_visited() - before);
      }
  return all;
}

TEST(QueryCost, TheNumberOfCellsVisitedDoesNotDependOnTheNumberOfDeals) {
  Office few, many;
  fill(few, 10'000);
  fill(many, 100'000);

  EXPECT_EQ(costs(few), costs(many));
}

TEST(QueryCost, LongRangesAreSummedByMonth) {
  Office office;
  fill(office, 10'000);
  const auto before = office.sales().cube().cells_visited();

  (void)office.kpi("won_count", {}, "2025-01-15", "2026-11-15");

  // At most 31 days at each end, 21 months between them, and the series itself.
  EXPECT_LE(office.sales().cube().cells_visited() - before, 31u + 31u + 21u + 2u);
}

}  // namespace
}  // namespace dealbell::test
