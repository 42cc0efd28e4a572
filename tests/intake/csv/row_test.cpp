#include "intake/csv/row.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dealbell::intake {
namespace {

using ::testing::HasSubstr;

const std::vector<std::string> header{"id",      "owner",  "product", "stage",
                                      "created", "closed", "value"};

CsvContext context() {
  return {"import", [](Day day) { return Instant{day} + std::chrono::hours{11}; },
          parse_instant("2018-01-01T00:00:00Z").value(), from_ms(5)};
}

ColumnMap map(std::string_view extra = "{}") {
  auto base = apply_json({}, R"({"id":{"column":"id"},"owner":{"column":"owner"},
      "product":{"column":"product","aliases":{"GTXPro":"GTX Pro"}},"stage":{"column":"stage"},
      "created":{"column":"created","format":"YYYY-MM-DD"},"closed":{"column":"closed","format":"YYYY-MM-DD"},
      "amount":{"column":"value"},"currency":{"value":"usd"}})");
  return apply_json(base.value(), extra).value();
}

CsvRow row(std::vector<std::string> fields) { return {12, std::move(fields), {}}; }

Result<core::Event> read(std::vector<std::string> fields, std::string_view extra = "{}",
                         const CsvContext& with = context()) {
  return CsvRowReader::create(map(extra), header, with).value().read(row(std::move(fields)));
}

core::DealEvent deal(std::vector<std::string> fields) {
  return std::get<core::DealEvent>(read(std::move(fields)).value().what);
}

TEST(CsvRows, BecomeQuietEventsAtAsOf) {
  const auto event =
      read({"D1", " Ana ", "GTXPro", "Won", "2016-10-20", "2017-03-01", "1054"}).value();

  EXPECT_TRUE(event.quiet);
  EXPECT_EQ(event.source, "import");
  EXPECT_EQ(event.occurred_at, context().as_of);
  EXPECT_EQ(event.received_at, from_ms(5));
  EXPECT_EQ(event.id.substr(0, 7), "csv:D1:");
  const auto& what = std::get<core::DealEvent>(event.what);
  EXPECT_EQ(what.owner.value(), "Ana");
  EXPECT_EQ(what.product.value(), "GTX Pro");
  EXPECT_EQ(what.stage.value(), "Won");
  EXPECT_EQ(what.status.value(), core::DealStatus::won);
  EXPECT_EQ(what.currency.value(), "USD");
  EXPECT_EQ(what.amount.value()->e4, 10'540'000);
  EXPECT_EQ(what.created_at.value(), parse_day("2016-10-20").value());
  EXPECT_EQ(what.closed_at.value(), parse_day("2017-03-01").value());
  EXPECT_FALSE(what.close_date);
}

TEST(CsvRows, AnOpenDealExpectsItsCloseDate) {
  const auto what = deal({"D1", "Ana", "", "Engaging", "2016-10-20", "2017-03-01", ""});

  EXPECT_EQ(what.status.value(), core::DealStatus::open);
  EXPECT_EQ(what.close_date.value(), parse_day("2017-03-01").value());
  EXPECT_FALSE(what.closed_at);
}

TEST(CsvRows, AnEmptyCellClearsItsField) {
  const auto what = deal({"D1", "", "", "Lost", "", "", ""});

  EXPECT_EQ(what.owner, core::Patch<std::string>{std::optional<std::string>{}});
  EXPECT_EQ(what.amount, core::Patch<core::Amount>{std::optional<core::Amount>{}});
  EXPECT_EQ(what.closed_at, core::Patch<TimeOrDay>{std::optional<TimeOrDay>{}});
}

TEST(CsvRows, TheSameRowGivesTheSameEventAndAnyChangeAnother) {
  const std::vector<std::string> fields{"D1",         "Ana",        "GTX Pro", "Won",
                                        "2016-10-20", "2017-03-01", "1054"};
  const auto id = read(fields).value().id;
  auto later = context();
  later.as_of += std::chrono::seconds{1};
  auto received_later = context();
  received_later.received_at += std::chrono::hours{1};

  EXPECT_EQ(
      read({"D1", "Ana ", "GTXPro", "Won", "2016-10-20", "2017-03-01", "1,054.00"}).value().id, id);
  EXPECT_EQ(read(fields, "{}", received_later).value().id, id);
  EXPECT_NE(read(fields, "{}", later).value().id, id);
  for (std::size_t i = 1; i < fields.size(); ++i) {
    auto changed = fields;
    changed[i] = "";
    EXPECT_NE(read(changed).value().id, id) << header[i];
  }
}

TEST(CsvRows, ErrorsNameLineColumnAndReason) {
  const auto message = [](std::vector<std::string> fields) {
    return read(std::move(fields)).error().message;
  };

  EXPECT_EQ(message({"", "", "", "Won", "", "", ""}), "line 12: id: the id is empty");
  EXPECT_EQ(message({"D", "", ""}), "line 12: expected 7 fields, found 3");
  EXPECT_THAT(
      read({"D", "", "", "Parked", "", "", ""}, R"({"status":{"column":"stage"}})").error().message,
      HasSubstr("line 12: stage: unknown status \"Parked\": add its meaning to the map, such as "
                "{\"status\":{\"words\":"));
  EXPECT_THAT(message({"D", "", "", "Won", "", "31/12/2017", ""}),
              HasSubstr("closed: \"31/12/2017\" is not a date in the format YYYY-MM-DD"));
  EXPECT_THAT(message({"D", "", "", "Won", "", "", "12,50"}),
              HasSubstr("value: \"12,50\" is not an amount"));
}

TEST(CsvRows, TrailingEmptyCellsMayLackOrBeTooMany) {
  const auto id = [](std::vector<std::string> fields) {
    const auto event =
        read(std::move(fields), R"({"amount":null,"lost_reason":{"column":"value"}})");
    return event ? "read" : event.error().message;
  };

  EXPECT_EQ(id({"D", "", "", "Won", "", "", "", "", " "}), "read");
  EXPECT_EQ(id({"D", "", "", "Won", "2017-01-01"}), "read");
  EXPECT_EQ(id({"D", "", "", "Won", "", "", "", "", "x"}), "line 12: expected 7 fields, found 9");
  EXPECT_EQ(id({"D", "", ""}), "line 12: expected 7 fields, found 3") << "the stage lacks";
}

TEST(CsvRows, InvisibleCharactersDoNotMakeAnotherDealOrOwner) {
  const auto what = deal({"\u200BD1\u00A0", "\u00A0Ana\uFEFF", "", "Won\u00A0", "", "", "5"});

  EXPECT_EQ(what.id, "D1");
  EXPECT_EQ(what.owner.value(), "Ana");
  EXPECT_EQ(what.status.value(), core::DealStatus::won);
}

TEST(CsvRows, AProbabilityThatCannotBeReadIsLeftOut) {
  constexpr const char* map_text = R"({"product":null,"probability":{"column":"product"}})";
  const auto reader = CsvRowReader::create(map(map_text), header, context()).value();
  const auto soon = row({"D", "", "soon", "Won", "", "", "5"});
  const auto half = row({"D", "", "12,50\u00A0%", "Won", "", "", "5"});

  const auto without = reader.read(soon).value(), with = reader.read(half).value();

  EXPECT_FALSE(std::get<core::DealEvent>(without.what).probability_e4);
  EXPECT_THAT(reader.left_out(soon), HasSubstr("line 12: left out: product: \"soon\""));
  EXPECT_EQ(std::get<core::DealEvent>(with.what).probability_e4.value(), 125'000);
  EXPECT_EQ(reader.left_out(half), "");
}

TEST(CsvRows, TheMapGivesTheMeaningOfAWord) {
  const auto event =
      read({"D", "", "", "parked", "", "", ""}, R"({"status":{"words":{"Parked":"lost"}}})");

  EXPECT_EQ(std::get<core::DealEvent>(event.value().what).status.value(), core::DealStatus::lost);
}

// The status must not become open: the office's pipelines decide about the stage.
TEST(CsvRows, AnUnknownStageLeavesTheStatusEmpty) {
  for (const auto* stage : {"Parked", ""}) {
    const auto what = deal({"D1", "", "", stage, "", "2017-03-01", ""});

    EXPECT_EQ(what.status, core::Patch<core::DealStatus>{std::optional<core::DealStatus>{}});
    EXPECT_FALSE(what.closed_at);
    EXPECT_EQ(what.close_date.value(), parse_day("2017-03-01").value());
  }
}

TEST(CsvRows, AMissingColumnIsAnErrorBeforeTheFirstRow) {
  const auto reader =
      CsvRowReader::create(map(R"({"owner":{"column":"agent"}})"), header, context());

  EXPECT_THAT(reader.error().message, HasSubstr("no column \"agent\" for owner"));
}

TEST(CsvRows, AMapWithAnOpenQuestionIsRejected) {
  EXPECT_FALSE(CsvRowReader::create(map(R"({"currency":null})"), header, context()));
}

// "owner" as won, "product" as lost, "created" as closed.
std::string flagged(std::string won, std::string lost, std::string closed, std::string stage = "") {
  const auto event =
      read({"D", std::move(won), std::move(lost), std::move(stage), std::move(closed), "", ""},
           R"({"owner":null,"product":null,"created":null,"is_won":{"column":"owner"},
               "is_lost":{"column":"product"},"is_closed":{"column":"created"}})");
  if (!event) return event.error().message;
  const auto status = *std::get<core::DealEvent>(event->what).status;
  if (!status) return "by the stage";
  return *status == core::DealStatus::won    ? "won"
         : *status == core::DealStatus::lost ? "lost"
                                             : "open";
}

TEST(CsvRows, FlagsTakePrecedenceOverWords) {
  EXPECT_EQ(flagged("true", "false", "true", "Closed Lost"), "won");
  EXPECT_EQ(flagged("1", "", ""), "won");
  EXPECT_EQ(flagged("0", "", "1"), "lost");
  EXPECT_EQ(flagged("", "TRUE", ""), "lost");
  EXPECT_EQ(flagged("false", "false", ""), "open");
  EXPECT_EQ(flagged("", "", "0", "Closed Won"), "open");
}

TEST(CsvRows, IfTheFlagsDoNotDecideTheStageDoes) {
  EXPECT_EQ(flagged("", "", ""), "by the stage");
  EXPECT_EQ(flagged("false", "", ""), "by the stage") << "open or lost";
  EXPECT_EQ(flagged("false", "", "", "Closed Lost"), "lost");
  EXPECT_EQ(flagged("", "", "true", "Parked"), "by the stage");
  EXPECT_THAT(flagged("true", "true", ""), HasSubstr("both won and lost"));
  EXPECT_THAT(flagged("maybe", "", ""), HasSubstr("\"maybe\" is neither true nor false"));
}

TEST(CsvRows, AnAmountInAnotherCurrencyIsRejected) {
  EXPECT_THAT(read({"D", "", "", "Won", "", "", "12 €"}).error().message,
              HasSubstr("the amount is in EUR, but the currency is USD"));
  EXPECT_THAT(read({"D", "", "", "Won", "", "", "12 kr"}).error().message,
              HasSubstr("the amount is in kr, but the currency is USD"));
  EXPECT_TRUE(read({"D", "", "", "Won", "", "", "$12"}));
}

TEST(CsvRows, CentsAreAHundredthOfAUnit) {
  const auto event =
      read({"D", "", "", "Won", "", "", "120050"}, R"({"amount":{"format":"cents"}})");

  EXPECT_EQ(std::get<core::DealEvent>(event.value().what).amount.value()->e4, 12'005'000);
}

}  // namespace
}  // namespace dealbell::intake
