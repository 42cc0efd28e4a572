#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

#include "app/office/office.hpp"
#include "intake/csv/map.hpp"
#include "intake/csv/row.hpp"
#include "support/store/scratch_dir.hpp"

// A ledger that 0.1 wrote: its rows keep their form, and what is sent again is known.
namespace dealbell::app {
namespace {

// As 0.1 stored the row below; the office's zone was Europe/Berlin.
const store::Record imported_row{
    "api", "csv:D-1:b86b048605cb6ca8", from_ms(1'796'089'485'524),
    R"({"id":"csv:D-1:b86b048605cb6ca8","type":"deal","occurred_at":"2026-11-30T23:00:00Z","quiet":true,)"
    R"("deal":{"id":"D-1","title":"Acme","amount":"1000.00","currency":"EUR","stage":"Won","status":"won",)"
    R"("owner":"Ana","created_at":"2026-11-02T11:00:00Z","closed_at":"2026-11-30T11:00:00Z"}})"};
const char* const digest_of_0_1 = "7e57318612ac3141c4d92a60da41c240";

// As a mapping of 0.1 stored {"time": …, "as": "date"} in the zone of the mapping.
const store::Record hooked_row{
    "crm", "op-1", from_ms(1'796'089'485'524),
    R"({"id":"op-1","type":"deal","occurred_at":"2026-11-23T09:01:00Z","deal":{"id":"0a","amount":"500.00",)"
    R"("status":"won","closed_at":"2026-11-20T12:00:00Z"}})"};

class Upgrade : public testing::Test {
 protected:
  void store(const store::Record& row) {
    auto ledger = store::Ledger::open(dir_.path()).value();
    ASSERT_TRUE(ledger.put_org(R"({"zone":"Europe/Berlin","currency":"EUR"})", {}, {}));
    ASSERT_TRUE(ledger.append(std::span(&row, 1)));
  }
  wire::Receipt submit(core::Event event) {
    auto office = app::Office::open(dir_.path()).value();
    std::vector<core::Event> events{std::move(event)};
    return boost::asio::co_spawn(office->loop().context(), office->submit_events(std::move(events)),
                                 boost::asio::use_future)
        .get()
        .value();
  }
  test::ScratchDir dir_;
};

core::Event same_row_imported_again() {
  const std::vector<std::string> header{"Deal ID", "Deal name",  "Amount",      "Currency",
                                        "Stage",   "Close Date", "Create Date", "Owner"};
  intake::ColumnMap map;
  const auto column = [&](intake::CsvField field, const char* name, const char* format = "") {
    map[field].column = name;
    map[field].format = format;
  };
  using enum intake::CsvField;
  column(id, "Deal ID");
  column(title, "Deal name");
  column(amount, "Amount");
  column(currency, "Currency");
  column(stage, "Stage");
  column(closed, "Close Date", "YYYY-MM-DD");
  column(created, "Create Date", "YYYY-MM-DD");
  column(owner, "Owner");
  map.decimal_mark = '.';
  const auto berlin = core::Calendar::create({.zone = "Europe/Berlin"}).value();
  const intake::CsvContext context{"api", [&](Day day) { return berlin.noon_of(day); },
                                   parse_instant("2026-11-30T23:00:00Z").value(), from_ms(5)};
  const auto reader = intake::CsvRowReader::create(map, header, context).value();
  return reader
      .read({2, {"D-1", "Acme", "1000.00", "EUR", "Won", "2026-11-30", "2026-11-02", "Ana"}, {}})
      .value();
}

TEST_F(Upgrade, ARowImportedAgainIsADuplicate) {
  store(imported_row);
  auto event = same_row_imported_again();
  EXPECT_EQ(event.id, imported_row.event_id) << "the fingerprint of 0.1";
  EXPECT_EQ(std::get<core::DealEvent>(event.what).closed_at, parse_day("2026-11-30").value());

  const auto receipt = submit(std::move(event));

  EXPECT_EQ(receipt.duplicates, 1);
  EXPECT_TRUE(receipt.rejected.empty());
}

TEST_F(Upgrade, AVendorsRetryIsADuplicate) {
  store(hooked_row);
  auto event = wire::read_event(hooked_row.body, "crm", from_ms(6)).value();
  std::get<core::DealEvent>(event.what).closed_at = parse_day("2026-11-20").value();
  EXPECT_EQ(submit(event).duplicates, 1);

  std::get<core::DealEvent>(event.what).amount = core::Amount{1};
  const auto other = submit(event);
  ASSERT_EQ(other.rejected.size(), 1u);
  EXPECT_EQ(other.rejected.front().error.code, Errc::id_reused);
}

// While a node of 0.1 is listed, a shared log gets the form that it can read. The retry after all
// nodes are upgraded is the same event.
TEST_F(Upgrade, ASharedLogGetsTheFormThatAllNodesCanRead) {
  int format = format_first;
  OfficeHooks hooks;
  hooks.record_format = [&] { return format; };
  const auto office = app::Office::open(dir_.path(), "n1", hooks).value();
  const auto run = [&](auto work) {
    return boost::asio::co_spawn(office->loop().context(), std::move(work), boost::asio::use_future)
        .get();
  };
  auto event = wire::read_event(hooked_row.body, "crm", from_ms(6)).value();
  std::get<core::DealEvent>(event.what).closed_at = parse_day("2026-11-20").value();
  EXPECT_EQ(run(office->submit_events({event})).value().waiting, 1);

  auto first_waiting = [](store::Ledger& ledger) { return ledger.waiting(0, 10, 10'000); };
  const auto rows = run(office->with_ledger(first_waiting)).value();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows.front().record.body, hooked_row.body);

  format = format_with_days;
  const auto again = run(office->submit_events({event})).value();
  EXPECT_EQ(again.waiting, 1);
  EXPECT_TRUE(again.rejected.empty());
}

TEST_F(Upgrade, TheOldRowsHaveTheirOldDigest) {
  store(imported_row);
  const auto office = app::Office::open(dir_.path()).value();
  EXPECT_EQ(office->sales_on_loop().digest(), digest_of_0_1);
}

// 0.1 accepted people in two teams at once.
TEST_F(Upgrade, AnOrgDocumentThatBreaksNewerRulesMayBeChangedUntilItFollowsThem) {
  const std::string both =
      R"({"currency":"EUR","teams":[{"id":"a","members":["ana"]},{"id":"b","members":["ana"]}]})";
  const std::string one = R"({"currency":"EUR","teams":[{"id":"a","members":["ana"]}]})";
  ASSERT_TRUE(store::Ledger::open(dir_.path()).value().put_org(both, {}, {}));
  const auto office = app::Office::open(dir_.path()).value();
  const auto put = [&](std::string document) {
    return boost::asio::co_spawn(office->loop().context(), office->put_org(document, {}),
                                 boost::asio::use_future)
        .get();
  };

  EXPECT_TRUE(put(both + " "));
  EXPECT_TRUE(put(one));
  const auto again = put(both);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().pointer, "/teams/1/members/0");
}

}  // namespace
}  // namespace dealbell::app
