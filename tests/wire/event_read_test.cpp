#include <gtest/gtest.h>

#include <ostream>

#include "wire/event_json.hpp"

namespace dealbell::wire {
namespace {

Result<core::Event> parse(const std::string& text) {
  auto batch = parse_events(text, BodyKind::json, "crm", from_ms(1'000));
  if (!batch) return batch.error();
  return batch->items.front().event;
}

// An event about a deal with these members besides its id.
Result<core::Event> parse_deal(const std::string& members) {
  return parse(R"({"id":"e","type":"deal","occurred_at":"2026-11-23T09:30:00Z","deal":{"id":"D",)" +
               members + "}}");
}

core::DealEvent deal(const std::string& members) {
  return std::get<core::DealEvent>(parse_deal(members).value().what);
}

// "code pointer" of the error.
std::string code_and_pointer(const Result<core::Event>& event) {
  if (event) return "accepted";
  return std::string(info(event.error().code).name) + " " + event.error().pointer;
}

TEST(NativeEvent, ReadsADeal) {
  const auto event = parse(
      R"({"id":"evt-1","type":"deal","occurred_at":"2026-11-23T09:30:00Z",
 "deal":{"id":"D-1","title":"Acme renewal","amount":"12500.00","currency":"eur","stage":"proposal","status":"open",
         "owner":"ana","pipeline":"new-business","product":"gtx","region":"west","lead_source":"webinar","customer":"acme",
         "kind":"new","probability":40,"forecast":"commit","created_at":"2026-10-01T08:00:00Z","close_date":"2026-12-15",
         "closed_at":null,"lost_reason":null,"credits":[{"person":"ana","percent":"60"},{"person":"ben","percent":"40"}]}})");

  const auto& what = std::get<core::DealEvent>(event.value().what);
  EXPECT_EQ(event->id, "evt-1");
  EXPECT_EQ(event->source, "crm");
  EXPECT_EQ(event->occurred_at, parse_instant("2026-11-23T09:30:00Z").value());
  EXPECT_EQ(what.amount.value()->e4, 125'000'000);
  EXPECT_EQ(what.currency.value(), "EUR");
  EXPECT_EQ(what.status.value(), core::DealStatus::open);
  EXPECT_EQ(what.probability_e4.value(), 400'000);
  EXPECT_EQ(what.closed_at, core::Patch<TimeOrDay>{std::optional<TimeOrDay>{}});
  EXPECT_EQ(what.team, std::nullopt);
  EXPECT_EQ(what.credits.value()->at(1), (core::CreditShare{"ben", 400'000, core::Role::revenue}));
}

TEST(NativeEvent, ReadsAnActivity) {
  const auto event = parse(
      R"({"id":"evt-2","type":"activity","occurred_at":"2026-11-23T09:31:00Z","activity":{"id":"A-9","kind":"call",
          "at":"2026-11-23T09:27:00Z","status":"done","person":"ana","deal":"D-1","duration_s":240,
          "outcome":"connected","automatic":false}})");

  const auto& what = std::get<core::ActivityEvent>(event.value().what);
  EXPECT_EQ(what.duration_s.value(), 240);
  EXPECT_EQ(what.automatic.value(), false);
  EXPECT_EQ(what.status.value(), core::ActivityStatus::done);
}

TEST(NativeEvent, ReadsARefund) {
  const auto event = parse(
      R"({"id":"evt-3","type":"refund","occurred_at":"2026-12-02T10:00:00Z",
          "refund":{"id":"R-1","deal":"D-1","amount":"500.00","currency":"EUR","date":"2026-12-02"}})");

  const auto& what = std::get<core::RefundEvent>(event.value().what);
  EXPECT_EQ(what.amount.value()->e4, 5'000'000);
  EXPECT_EQ(what.date.value(), parse_day("2026-12-02").value());
}

TEST(NativeEvent, ReadsANumberByItsTextAndNotThroughADouble) {
  EXPECT_EQ(deal(R"("amount":90071992547409.9301)").amount.value()->e4, 900'719'925'474'099'301);
  EXPECT_EQ(deal(R"("amount":0.1)").amount.value()->e4, 1'000);
}

TEST(NativeEvent, ReadsEscapesAndSurrogatePairs) {
  EXPECT_EQ(deal(R"("title":"\u00e9\n\"\ud83d\ude00")").title.value(), "é\n\"😀");
}

TEST(NativeEvent, ExtraAmountsAreSortedByNameAndNullClearsOne) {
  const auto amounts = deal(R"("amounts":{"margin":null,"arr":"1200.00"})").amounts;

  ASSERT_EQ(amounts.size(), 2u);
  EXPECT_EQ(amounts[0].first, "arr");
  EXPECT_EQ(amounts[0].second.value().e4, 12'000'000);
  EXPECT_EQ(amounts[1].first, "margin");
  EXPECT_EQ(amounts[1].second, std::nullopt);
}

TEST(NativeEvent, MoreThanTwentyExtraAmountsAreRefused) {
  std::string amounts = R"("amounts":{)";
  for (int i = 0; i < 21; ++i) amounts += (i ? ",\"a" : "\"a") + std::to_string(i) + "\":1";

  EXPECT_EQ(code_and_pointer(parse_deal(amounts + "}")), "bad_value /deal/amounts");
}

TEST(NativeEvent, EmptyTextClearsLikeNull) {
  EXPECT_EQ(deal(R"("owner":"")").owner, core::Patch<std::string>{std::optional<std::string>{}});
}

TEST(NativeEvent, AnUnknownStatusWordIsUnknownAndNotAnError) {
  EXPECT_EQ(deal(R"("status":"parked")").status.value(), core::DealStatus::unknown);
}

TEST(NativeEvent, StatusDeletedAndOperationDeleteMeanTheSame) {
  const auto by_status = parse_deal(R"("status":"deleted")");
  const auto by_operation = parse(
      R"({"id":"e","type":"deal","operation":"delete","occurred_at":"2026-11-23T09:30:00Z","deal":{"id":"D"}})");

  EXPECT_EQ(by_status.value().operation, core::Operation::remove);
  EXPECT_EQ(std::get<core::DealEvent>(by_operation.value().what).status.value(),
            core::DealStatus::deleted);
}

TEST(NativeEvent, ADeletionWithAnotherStatusIsRefused) {
  EXPECT_EQ(
      code_and_pointer(parse(
          R"({"id":"e","type":"deal","operation":"delete","occurred_at":"2026-11-23T09:30:00Z",
                             "deal":{"id":"D","status":"won"}})")),
      "bad_value /operation");
}

TEST(NativeEvent, ReadsOptionalMembersOfTheEnvelope) {
  const auto event = parse(R"({"id":"e","type":"deal","operation":"create","order":17,"quiet":true,
                               "occurred_at":"2026-11-23T09:30:00Z","deal":{"id":"D","team":"north"}})");

  EXPECT_EQ(event.value().operation, core::Operation::create);
  EXPECT_EQ(event->order, 17);
  EXPECT_TRUE(event->quiet);
}

struct Refused {
  std::string members;
  std::string expected;
};
void PrintTo(const Refused& refused, std::ostream* out) { *out << refused.expected; }
class RefusedDeal : public ::testing::TestWithParam<Refused> {};

TEST_P(RefusedDeal, HasCodeAndPointer) {
  EXPECT_EQ(code_and_pointer(parse_deal(GetParam().members)), GetParam().expected)
      << GetParam().members;
}

INSTANTIATE_TEST_SUITE_P(
    Fields, RefusedDeal,
    ::testing::Values(
        Refused{R"("amount":true)", "wrong_type /deal/amount"},
        Refused{R"("amount":"12,50")", "bad_value /deal/amount"},
        Refused{R"("amount":1e400)", "bad_value /deal/amount"},
        Refused{R"("amount":1e2)", "bad_value /deal/amount"},
        Refused{R"("amount":"1.23456")", "bad_value /deal/amount"},
        Refused{R"("amount":"")", "bad_value /deal/amount"},
        Refused{R"("amount":1,"amount":2)", "bad_value /deal/amount"},
        Refused{R"("amounts":"1.50")", "wrong_type /deal/amounts"},
        Refused{R"("amounts":null)", "wrong_type /deal/amounts"},
        Refused{R"("amounts":{"arr":"1,50"})", "bad_value /deal/amounts/arr"},
        Refused{R"("amounts":{"arr":true})", "wrong_type /deal/amounts/arr"},
        Refused{R"("amounts":{"arr":1,"arr":1})", "bad_value /deal/amounts/arr"},
        Refused{R"("amounts":{"a/b":1})", "bad_value /deal/amounts/a~1b"},
        Refused{R"("amounts":{"1st":1})", "bad_value /deal/amounts/1st"},
        Refused{R"("amounts":{"":1})", "bad_value /deal/amounts/"},
        Refused{R"("amounts":{"arr":1},"amounts":{"arr":2})", "bad_value /deal/amounts"},
        Refused{R"("currency":"EURO")", "bad_value /deal/currency"},
        Refused{R"("currency":"€")", "bad_value /deal/currency"},
        Refused{R"("currency":978)", "wrong_type /deal/currency"},
        Refused{R"("owner":7)", "wrong_type /deal/owner"},
        Refused{R"("title":"a\u0000b")", "bad_value /deal/title"},
        Refused{"\"title\":\"" + std::string(1001, 'x') + "\"", "bad_value /deal/title"},
        Refused{R"("probability":101)", "bad_value /deal/probability"},
        Refused{R"("probability":-1)", "bad_value /deal/probability"},
        Refused{R"("created_at":"2026-11-23T09:30:00")", "bad_value /deal/created_at"},
        Refused{R"("created_at":"2026-02-31T09:30:00Z")", "bad_value /deal/created_at"},
        Refused{R"("close_date":"2026-02-31")", "bad_value /deal/close_date"},
        Refused{R"("close_date":20261123)", "wrong_type /deal/close_date"},
        Refused{R"("credits":{})", "wrong_type /deal/credits"},
        Refused{R"("credits":[1])", "wrong_type /deal/credits/0"},
        Refused{R"("credits":[{"person":"a","percent":"70"},{"person":"b","percent":70}])",
                "bad_value /deal/credits"},
        Refused{R"("credits":[{"person":"a","percent":"7"},{"person":"a","percent":"7"}])",
                "bad_value /deal/credits/1/person"},
        Refused{R"("credits":[{"person":"a","percent":"7.12345"}])",
                "bad_value /deal/credits/0/percent"},
        Refused{R"("credits":[{"person":"a"}])", "missing /deal/credits/0/percent"},
        Refused{R"("credits":[{"percent":"1"}])", "missing /deal/credits/0/person"},
        Refused{R"("credits":[{"person":"a","percent":"1","role":"boss"}])",
                "bad_value /deal/credits/0/role"}));

TEST(NativeEvent, OverlayCreditsDoNotCountTowardsTheHundred) {
  EXPECT_EQ(
      code_and_pointer(parse_deal(
          R"("credits":[{"person":"a","percent":"100"},{"person":"b","percent":"50","role":"overlay"}])")),
      "accepted");
}

TEST(NativeEvent, MoreThanFiftyCreditsAreRefused) {
  std::string credits = R"("credits":[)";
  for (int i = 0; i < 51; ++i)
    credits += (i ? "," : "") + (R"({"person":"p)" + std::to_string(i)) + R"(","percent":"1"})";

  EXPECT_EQ(code_and_pointer(parse_deal(credits + "]")), "bad_value /deal/credits");
}

TEST(NativeEvent, MissingRequiredMembersAreNamed) {
  constexpr auto at = R"("occurred_at":"2026-11-23T09:30:00Z")";
  const auto with = [&](const std::string& members) {
    return code_and_pointer(parse("{" + members + "," + at + "}"));
  };

  EXPECT_EQ(with(R"("type":"deal","deal":{"id":"D"})"), "missing /id");
  EXPECT_EQ(with(R"("id":"e","deal":{"id":"D"})"), "missing /type");
  EXPECT_EQ(with(R"("id":"e","type":"deal")"), "missing /deal");
  EXPECT_EQ(with(R"("id":"e","type":"deal","deal":{})"), "missing /deal/id");
  EXPECT_EQ(code_and_pointer(parse(R"({"id":"e","type":"deal","deal":{"id":"D"}})")),
            "missing /occurred_at");
}

TEST(NativeEvent, AnUnknownTypeIsNamed) {
  const auto event = parse(R"({"id":"e","type":"invoice","occurred_at":"2026-11-23T09:30:00Z"})");

  EXPECT_EQ(code_and_pointer(event), "unknown_type /type");
  EXPECT_NE(event.error().message.find("\"invoice\""), std::string::npos);
}

TEST(NativeEvent, IdsAreShortTextWithoutControlCharacters) {
  const auto with_id = [](const std::string& id) {
    return code_and_pointer(
        parse(R"({"id":)" + id +
              R"(,"type":"deal","occurred_at":"2026-11-23T09:30:00Z","deal":{"id":"D"}})"));
  };

  EXPECT_EQ(with_id("\"" + std::string(200, 'x') + "\""), "accepted");
  EXPECT_EQ(with_id("\"" + std::string(201, 'x') + "\""), "bad_value /id");
  EXPECT_EQ(with_id("\"" + std::string(1 << 20, 'x') + "\""), "bad_value /id");
  EXPECT_EQ(with_id(R"("a\u0000b")"), "bad_value /id");
  EXPECT_EQ(with_id(R"("a\tb")"), "bad_value /id");
  EXPECT_EQ(with_id(R"("")"), "bad_value /id");
  EXPECT_EQ(with_id("12"), "wrong_type /id");
  EXPECT_EQ(with_id("null"), "wrong_type /id");
}

TEST(NativeEvent, TheMessageForADecimalCommaSaysWhatToWrite) {
  EXPECT_NE(parse_deal(R"("amount":"12,50")").error().message.find("write a point"),
            std::string::npos);
}

TEST(NativeEvent, ATimeWithoutAZoneIsNamedAsTheReason) {
  EXPECT_NE(
      parse_deal(R"("closed_at":"2026-11-23T09:30:00")").error().message.find("zone is missing"),
      std::string::npos);
}

}  // namespace
}  // namespace dealbell::wire
