#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "intake/csv/row.hpp"

namespace dealbell::intake {
namespace {

// 8,800 real opportunities, public domain; too large to keep here. truth.json was computed
// independently.
const std::string maven =
    std::string(DEALBELL_SOURCE_DIR) + "/../shared/data/maven-crm-sales-opportunities/";

std::string maven_file(const std::string& name) {
  std::ifstream in(maven + name);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

TEST(MavenExport, ProposedMapAndOneAnswerGiveTheTrueTotals) {
  const auto text = maven_file("sales_pipeline.csv");
  if (text.empty()) GTEST_SKIP() << "no sales_pipeline.csv in " << maven;
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
  const CsvContext context{"maven", [](Day day) { return Instant{day} + std::chrono::hours{12}; },
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

  const auto totals = nlohmann::json::parse(maven_file("truth.json"))["totals"];
  EXPECT_EQ(ids.size(), totals["opportunities"].get<std::size_t>());
  EXPECT_EQ(won, totals["won_count"].get<std::int64_t>());
  EXPECT_EQ(lost, totals["lost_count"].get<std::int64_t>());
  EXPECT_EQ(open, totals["open_count"].get<std::int64_t>());
  EXPECT_EQ(won_value_e4, totals["won_value"].get<std::int64_t>() * 10'000);
}

}  // namespace
}  // namespace dealbell::intake
