#include <gtest/gtest.h>

#include <algorithm>

#include "core/state/sales_state.hpp"
#include "intake/csv/row.hpp"
#include "support/core/random.hpp"

// A backfill beside live webhooks: exports of several days, repeated rows and webhooks give the
// same state in any order.
namespace dealbell::intake {
namespace {

using core::DealStatus;
using test::Random;

const std::string source = "hubspot";
constexpr std::size_t deals = 12;
const std::vector<std::string> owners = {"ana@example.com", "ben@example.com", ""};
const std::vector<std::string> stages = {"Closed Won", "Closed Lost", "Contract Sent", "Warm"};
const std::vector<std::string> export_days = {"2026-10-05", "2026-11-02", "2026-11-20"};

core::Calendar calendar() { return core::Calendar::create({.zone = "Europe/Berlin"}).value(); }

core::Org org() {
  core::Org org;
  org.currency = "EUR";
  org.calendar.zone = "Europe/Berlin";
  return org;
}

std::string deal_id(std::size_t n) { return std::to_string(332507367000 + n); }

// An export in HubSpot's format. The deals' values differ from one export to the next.
std::string hubspot_export(Random& random) {
  std::string text = "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Currency\n";
  for (std::size_t n = 0; n < deals; ++n) {
    if (random.chance(15)) continue;
    text += deal_id(n) + ",Deal," + random.pick(stages) + ",2026-11-1" +
            std::to_string(random.below(9)) + " 10:00," + random.pick(owners) + "," +
            std::to_string(100 + random.below(900)) + ".50,EUR\n";
  }
  return text;
}

std::vector<core::Event> imported(const std::string& text, const std::string& as_of) {
  CsvReader reader(text, ',');
  const auto header = reader.next()->value().fields;
  std::vector<CsvRow> rows;
  std::vector<std::vector<std::string>> cells;
  while (auto row = reader.next()) {
    rows.push_back(row->value());
    cells.push_back(rows.back().fields);
  }
  const auto office = calendar();
  const CsvContext context{source, [&](Day day) { return office.noon_of(day); },
                           office.start_of(parse_day(as_of).value()),
                           parse_instant("2026-11-25T12:00:00Z").value()};
  const auto row_reader =
      CsvRowReader::create(propose_map(header, cells, ','), header, context).value();
  std::vector<core::Event> events;
  for (const auto& row : rows) events.push_back(row_reader.read(row).value());
  return events;
}

// A webhook about one or several properties.
core::Event live(Random& random, std::size_t n, Instant when) {
  core::DealEvent deal;
  deal.id = deal_id(random.below(deals));
  if (random.chance(40)) {
    deal.stage.emplace(random.pick(stages));
    const bool unknown = **deal.stage == "Warm";
    deal.status.emplace();
    if (!unknown) deal.status->emplace(random.chance(50) ? DealStatus::won : DealStatus::open);
  }
  if (random.chance(40))
    deal.amount.emplace(core::Amount{std::int64_t(random.below(500)) * 10'000});
  if (random.chance(30)) deal.owner.emplace(random.pick(owners));
  if (random.chance(20)) deal.closed_at.emplace(when);
  core::Event event;
  event.source = source;
  event.id = "live:" + std::to_string(n);
  event.occurred_at = when;
  event.received_at = when + std::chrono::seconds{2};
  if (random.chance(5)) {
    event.operation = core::Operation::remove;
    deal.status.emplace(DealStatus::deleted);
  }
  event.what = std::move(deal);
  return event;
}

std::string digest_of(const std::vector<core::Event>& events) {
  core::SalesState sales(org(), calendar());
  Seq seq = 0;
  for (const auto& event : events) sales.apply(event, ++seq);
  return sales.digest();
}

class Backfill : public testing::TestWithParam<std::uint64_t> {
 protected:
  Random random{GetParam()};
  testing::ScopedTrace trace{__FILE__, __LINE__, "seed " + std::to_string(GetParam())};
};

TEST_P(Backfill, TheStateDoesNotDependOnTheOrder) {
  std::vector<core::Event> events;
  for (const auto& as_of : export_days) {
    const auto rows = imported(hubspot_export(random), as_of);
    events.insert(events.end(), rows.begin(), rows.end());
  }
  const auto from = parse_instant("2026-10-01T00:00:00Z").value();
  for (std::size_t n = 0; n < 120; ++n)
    events.push_back(live(random, n, from + std::chrono::minutes{random.below(60 * 24 * 60)}));
  const auto in_order = digest_of(events);

  for (int round = 0; round < 5; ++round) {
    auto shuffled = events;
    for (int i = 0; i < 30; ++i) shuffled.push_back(random.pick(events));
    std::shuffle(shuffled.begin(), shuffled.end(), random.engine);
    EXPECT_EQ(digest_of(shuffled), in_order);
  }
}

TEST_P(Backfill, TheSameFileGivesTheSameEvents) {
  const auto text = hubspot_export(random);
  const auto ids = [&] {
    std::vector<std::string> all;
    for (const auto& event : imported(text, export_days[1])) all.push_back(event.id);
    return all;
  };

  const auto first = ids();

  EXPECT_FALSE(first.empty());
  EXPECT_EQ(first, ids());
}

INSTANTIATE_TEST_SUITE_P(Seeds, Backfill, testing::Range<std::uint64_t>(1, 21));

const std::string hubspot_header =
    "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Currency\n";

std::optional<core::Amount> amount_after(std::vector<core::Event> events) {
  core::SalesState sales(org(), calendar());
  Seq seq = 0;
  for (const auto& event : events) sales.apply(event, ++seq);
  const auto& history = sales.find_deal(source, deal_id(1))->amount.changes;
  return history.back().value;
}

// Exports of October and November and a webhook between them, or on the day of the second.
TEST(Backfills, ALaterExportWinsAndNewerWebhooksWinOverIt) {
  const auto row = [](const std::string& amount) {
    return hubspot_header + deal_id(1) + ",D,Contract Sent,2026-12-01 10:00,ana@example.com," +
           amount + ",EUR\n";
  };
  const auto october = imported(row("100.50"), "2026-10-05").front();
  const auto november = imported(row("200.50"), "2026-11-02").front();
  auto webhook = [&](const char* when) {
    core::DealEvent deal;
    deal.id = deal_id(1);
    deal.amount.emplace(core::Amount{3'000'000});
    core::Event event;
    event.source = source;
    event.id = when;
    event.occurred_at = event.received_at = parse_instant(when).value();
    event.what = deal;
    return event;
  };
  const auto between = webhook("2026-10-20T10:00:00Z"), that_day = webhook("2026-11-02T08:00:00Z");

  EXPECT_EQ(amount_after({november, between, october}), core::Amount{2'005'000});
  EXPECT_EQ(amount_after({that_day, november, october}), core::Amount{3'000'000});
}

}  // namespace
}  // namespace dealbell::intake
