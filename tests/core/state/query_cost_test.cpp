#include <gtest/gtest.h>

#include "core/measures/measure.hpp"
#include "support/core/office.hpp"
#include "support/core/random.hpp"

// What a question costs must not depend on how many deals there are.
namespace dealbell::test {
namespace {

using core::DealStatus;

const std::vector<std::string> sellers{"ana", "ben", "cat", "dai"};

// Deals of one shape over two years: more of them are more on the same days.
void fill(Office& office, int deals) {
  Random random(7);
  const auto day_of = [](int i) {
    return at("09:00", "2025-01-01") + std::chrono::days(i % 700) + std::chrono::milliseconds(i);
  };
  for (int i = 0; i < deals; ++i) {
    auto said = deal("D" + std::to_string(i));
    said.owner(sellers[static_cast<std::size_t>(i) % 4]).amount("100").at(day_of(i));
    said.product(i % 3 ? "gtx" : "mini").close_date("2026-12-01");
    said.deal().created_at = day_of(i) - std::chrono::days(20);
    said.status(i % 5 < 2 ? DealStatus::won : i % 5 < 4 ? DealStatus::lost : DealStatus::open);
    office.apply(said);
  }
}

// Cells looked at by every question the cube answers, and the answers.
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

TEST(Cost, AQuestionLooksAtAsManyCellsHoweverManyDealsThereAre) {
  Office few, many;
  fill(few, 10'000);
  fill(many, 100'000);

  EXPECT_EQ(costs(few), costs(many));
}

TEST(Cost, YearsOfDaysAreLookedAtByTheMonth) {
  Office office;
  fill(office, 10'000);
  const auto before = office.sales().cube().cells_visited();

  (void)office.kpi("won_count", {}, "2025-01-15", "2026-11-15");

  // Two edges of at most 31 days, 21 months between them, and the series itself.
  EXPECT_LE(office.sales().cube().cells_visited() - before, 31u + 31u + 21u + 2u);
}

}  // namespace
}  // namespace dealbell::test
