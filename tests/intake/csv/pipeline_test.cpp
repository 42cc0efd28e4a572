#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "intake/csv/row.hpp"
#include "intake/csv/table.hpp"
#include "support/intake/test_data.hpp"

namespace dealbell::intake {
namespace {

namespace fs = std::filesystem;

// A whole export is read with the proposed map and one answer. truth.json has the totals, computed
// independently. The shared data are 8,800 real opportunities in the public domain.
void expect_true_totals(const fs::path& folder) {
  const auto text = test::file_text(folder / "sales_pipeline.csv");
  ASSERT_FALSE(text.empty());
  CsvReader reader(text, detect_delimiter(text));
  const auto header = reader.next()->value().fields;
  std::vector<CsvRow> rows;
  std::vector<std::vector<std::string>> cells;
  while (auto row = reader.next()) {
    rows.push_back(row->value());
    cells.push_back(rows.back().fields);
  }
  const auto map =
      apply_json(propose_map(header, cells, ','), R"({"currency":{"value":"USD"}})").value();
  ASSERT_EQ(open_questions(map, header, cells), std::vector<std::string>{});
  const CsvContext context{"crm", [](Day day) { return Instant{day} + std::chrono::hours{12}; },
                           from_ms(0), from_ms(0)};
  const auto row_reader = CsvRowReader::create(map, header, context).value();

  std::int64_t won = 0, lost = 0, open = 0, won_value_e4 = 0;
  std::set<std::string> ids;
  for (const auto& row : rows) {
    const auto event = row_reader.read(row);
    ASSERT_TRUE(event) << event.error().message;
    ids.insert(event->id);
    const auto& deal = std::get<core::DealEvent>(event->what);
    won += deal.status.value() == core::DealStatus::won;
    lost += deal.status.value() == core::DealStatus::lost;
    open += deal.status.value() == core::DealStatus::open;
    if (deal.status.value() == core::DealStatus::won) won_value_e4 += deal.amount.value()->e4;
  }

  const auto totals = nlohmann::json::parse(test::file_text(folder / "truth.json"))["totals"];
  EXPECT_EQ(ids.size(), totals["opportunities"].get<std::size_t>());
  EXPECT_EQ(won, totals["won_count"].get<std::int64_t>());
  EXPECT_EQ(lost, totals["lost_count"].get<std::int64_t>());
  EXPECT_EQ(open, totals["open_count"].get<std::int64_t>());
  EXPECT_EQ(won_value_e4, totals["won_value"].get<std::int64_t>() * 10'000);
}

TEST(PipelineExport, TheProposedMapAndOneAnswerGiveTheTrueTotals) {
  for (const auto& folder : test::data_folders("pipeline", "data/maven-crm-sales-opportunities")) {
    SCOPED_TRACE(folder);
    expect_true_totals(folder);
  }
}

}  // namespace
}  // namespace dealbell::intake
