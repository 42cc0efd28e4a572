#include <gtest/gtest.h>

#include "support/intake/mapped.hpp"

// From a delivery to events: items, order, conditions, ids and outcomes.
namespace dealbell::intake {
namespace {

using test::delivery_of;
using test::mapped;
using test::mapping_of;

std::string with_rules(const std::string& rules, const std::string& members = "") {
  return R"({"name":"test","dedupe":["$$.event","$.id"],)" + members + R"("rules":[)" + rules +
         "]}";
}

bool matches(const std::string& guard, const std::string& body) {
  const auto mapping =
      mapping_of(with_rules(R"({"when":)" + guard + R"(,"emit":"ignore","reason":"yes"})"));
  return mapped(mapping, delivery_of(body)) == "ignored: yes";
}

TEST(MappingGuard, ComparesTextsListsAndPatterns) {
  const std::string body = R"({"a":1,"t":true,"n":null,"s":"deal.won","l":[1]})";

  EXPECT_TRUE(matches(R"({"eq":["$.a","1"]})", body));
  EXPECT_TRUE(matches(R"({"eq":["$.t","true"]})", body));
  EXPECT_TRUE(matches(R"({"eq":["$.n",null]})", body));
  EXPECT_FALSE(matches(R"({"eq":["$.none",null]})", body));
  EXPECT_FALSE(matches(R"({"eq":["$.n",""]})", body));
  EXPECT_TRUE(matches(R"({"eq":["$.a","$.l[0]"]})", body));
  EXPECT_FALSE(matches(R"({"eq":["$.l","1"]})", body));
  EXPECT_TRUE(matches(R"({"in":["$.a",[0,1]]})", body));
  EXPECT_TRUE(matches(R"({"glob":["$.s","deal.*"]})", body));
  EXPECT_FALSE(matches(R"({"glob":["$.s","deal.?"]})", body));
  EXPECT_TRUE(matches(R"({"glob":["$.s","*a*.*n"]})", body));
  EXPECT_TRUE(matches(R"({"exists":"$.l"})", body));
  EXPECT_FALSE(matches(R"({"exists":"$.n"})", body));
  EXPECT_TRUE(matches(
      R"({"all":[{"not":{"exists":"$.x"}},{"any":[{"eq":["$.a",2]},{"eq":["$.a",1]}]}]})", body));
  EXPECT_TRUE(matches(R"({"eq":[{"header":"x-event"},"push"]})", body));
  EXPECT_TRUE(matches(R"({"eq":[{"query":"n"},1]})", body));
}

TEST(MappingGuard, PatternsWithManyStarsAreFast) {
  const std::string body = "{\"s\":\"" + std::string(200'000, 'a') + "\"}";
  std::string pattern;
  for (int i = 0; i < 99; ++i) pattern += "*a";
  EXPECT_FALSE(matches(R"({"glob":["$.s",")" + pattern + "*b\"]}", body));
}

TEST(MappingRules, TheFirstMatchingRuleOrAllOfThem) {
  const std::string rules =
      R"({"when":{"exists":"$.title"},"emit":"deal","id":"$.id","set":{"title":"$.title"}},)"
      R"({"when":{"exists":"$.call"},"emit":"activity","id":"$.call"},)"
      R"({"emit":"ignore","reason":"the rest"})";
  const auto body = delivery_of(R"({"event":"e","id":8,"title":"T","call":"C"})");
  const std::string deal = R"({"id":"e|8","type":"deal","deal":{"id":"8","title":"T"}})";

  EXPECT_EQ(mapped(mapping_of(with_rules(rules)), body), deal);
  EXPECT_EQ(mapped(mapping_of(with_rules(rules, R"("match":"all",)")), body),
            deal + "\n" + R"({"id":"e|8#2","type":"activity","activity":{"id":"C"}})");
  EXPECT_EQ(mapped(mapping_of(with_rules(rules)), delivery_of("{}")), "ignored: the rest");
  EXPECT_EQ(mapped(mapping_of(with_rules(R"({"when":{"exists":"$.x"},"emit":"deal","id":"$.id"})")),
                   delivery_of("{}")),
            "ignored: no rule is about it");
}

TEST(MappingRules, InvisibleCharactersMakeNoOtherDealOwnerOrWord) {
  const std::string rule =
      R"({"when":{"eq":["$.kind","deal"]},"emit":"deal","id":"$.id","set":{"owner":"$.who",)"
      R"("status":{"map":"$.word","to":{"Sold":"won"}},"title":"$.none"}})";
  const auto deal_in = [&](const std::string& body, const std::string& type,
                           const std::string& format) {
    const auto mapping = mapping_of(with_rules(rule, R"("format":)" + format + ","));
    const auto outcome = mapping.map(delivery_of(body, type), "t", from_ms(0), {}).value().front();
    const auto& deal = std::get<core::DealEvent>(outcome.event.what);
    return deal.id + "/" + deal.owner.value().value_or("") + "/" +
           std::to_string(deal.status.value() == core::DealStatus::won) + "/" +
           std::to_string(deal.title && !*deal.title);
  };

  EXPECT_EQ(deal_in("{\"kind\":\"deal\u200B\",\"id\":\"\u200B9\u00A0\",\"who\":\" Mira\uFEFF\","
                    "\"word\":\"Sold\u00A0\",\"none\":\"\u00A0\"}",
                    "application/json", R"("json")"),
            "9/Mira/1/1");
  EXPECT_EQ(deal_in("kind=deal&id=%E2%80%8B9%C2%A0&who=%C2%A0Mira&word=Sold%C2%A0&none=%C2%A0",
                    "application/x-www-form-urlencoded", R"("form")"),
            "9/Mira/1/1");
  EXPECT_EQ(deal_in("<d><kind>deal</kind><id>\u200B9\u00A0</id><who>\u00A0Mira</who>"
                    "<word>Sold\u00A0</word><none>\u00A0</none></d>",
                    "text/xml", R"("xml","each":"//d")"),
            "9/Mira/1/1");
}

TEST(MappingRules, DeletionsCreationsAndQuietEvents) {
  EXPECT_EQ(mapped(mapping_of(with_rules(R"({"emit":"deal.delete","id":"$.id"})")),
                   delivery_of(R"({"id":"8"})")),
            R"({"id":"|8","type":"deal","deal":{"id":"8","status":"deleted"}})");
  EXPECT_EQ(mapped(mapping_of(with_rules(R"({"emit":"refund.delete","id":"$.id"})")),
                   delivery_of(R"({"id":"8"})")),
            R"({"id":"|8","type":"refund","refund":{"id":"8","status":"deleted"}})");
  EXPECT_EQ(mapped(mapping_of(
                       with_rules(R"({"emit":"deal","operation":"create","id":"$.id","at":"$.at"})",
                                  R"("seq":"$.seq","quiet":{"eq":["$.bulk",true]},)")),
                   delivery_of(R"({"id":"8","bulk":true,"seq":7,"at":"2026-11-23T09:00:00Z"})")),
            R"({"id":"|8","type":"deal","occurred_at":"2026-11-23T09:00:00Z","operation":"create",)"
            R"("order":7,"quiet":true,"deal":{"id":"8"}})");
}

TEST(MappingRules, TheStatusDeletedIsADeletion) {
  const auto mapping =
      mapping_of(with_rules(R"({"emit":"deal","id":"$.id","set":{"status":"$.s"}})"));
  const auto outcome =
      mapping.map(delivery_of(R"({"id":"8","s":"deleted"})"), "t", from_ms(0), {}).value().front();
  EXPECT_EQ(outcome.event.operation, core::Operation::remove);
}

TEST(MappingRules, AMergeDeletesEachLoserOnceAndQuietly) {
  const auto mapping = mapping_of(with_rules(
      R"({"emit":"deal.merge","id":"$.id","losers":["$.merged","$.primary"],"set":{"title":"$.t"}})"));

  EXPECT_EQ(mapped(mapping, delivery_of(R"({"id":1,"merged":[2,3,1,2],"primary":1,"t":"T"})")),
            R"({"id":"|1","type":"deal","quiet":true,"deal":{"id":"2","status":"deleted"}})"
            "\n"
            R"({"id":"|1#2","type":"deal","quiet":true,"deal":{"id":"3","status":"deleted"}})"
            "\n"
            R"({"id":"|1#3","type":"deal","quiet":true,"deal":{"id":"1","title":"T"}})");
}

TEST(MappingRules, AMergeKeepsTheListedDeals) {
  const auto mapping = mapping_of(with_rules(
      R"({"emit":"deal.merge","id":"$.id","losers":["$.merged"],"keep":["$.made","$.others"]})"));

  EXPECT_EQ(mapped(mapping, delivery_of(R"({"id":1,"merged":[1,2,9,4],"made":9,"others":[3,4]})")),
            R"({"id":"|1","type":"deal","quiet":true,"deal":{"id":"2","status":"deleted"}})");
  EXPECT_EQ(mapped(mapping, delivery_of(R"({"id":1,"merged":[2],"made":{}})")),
            "failed: /rules/0/keep: expected an id or a list of ids");
}

TEST(MappingRules, AFailureHasAPointerAndTheItemGivesNoEvent) {
  const auto mapping = mapping_of(with_rules(
      R"({"emit":"deal","id":"$.id","at":{"time":"$.at","as":"iso"},"set":{"amount":"$.v","currency":"$.c"}})",
      R"("each":"$.items[*]",)"));

  EXPECT_EQ(
      mapped(mapping, delivery_of(R"({"items":[{"id":1,"v":"x"},{"id":2},{"v":1},)"
                                  R"({"id":3,"c":"euro"},{"id":4,"at":"now"}]})")),
      "failed: /rules/0/set/amount: \"x\" is not an amount: expected digits with at most one "
      "point, as in 1234.50\n"
      R"({"id":"|2","type":"deal","deal":{"id":"2"}})"
      "\n"
      "failed: /rules/0/id: the payload has no id here\n"
      "failed: /rules/0/set/currency: \"EURO\" is not a currency code: expected three letters "
      "such as EUR\n"
      "failed: /rules/0/at: \"now\": expected a time such as 2026-11-23T09:30:00Z");
}

TEST(MappingRules, OutcomesHavePreviousValuesAndSequenceNumbers) {
  const auto mapping = mapping_of(with_rules(
      R"({"emit":"deal","id":"$.id","prev":{"amount":{"num":"$.was","scale":0.01},"stage":"$.none"}})",
      R"("sequence":"$.n",)"));
  const auto outcome =
      mapping.map(delivery_of(R"({"id":1,"was":250,"n":41})"), "t", from_ms(0), {}).value().front();

  EXPECT_EQ(outcome.previous,
            (std::vector<std::pair<std::string, std::string>>{{"amount", "2.50"}}));
  EXPECT_EQ(outcome.sequence, 41);
  EXPECT_EQ(outcome.event.source, "t");
}

TEST(MappingRules, AdditionalAmountsHaveNames) {
  const auto mapping = mapping_of(
      with_rules(R"({"emit":"deal","id":"$.id","set":{"amounts":{"mrr":"$.m","arr":"$.a"}}})"));
  EXPECT_EQ(mapped(mapping, delivery_of(R"({"id":1,"m":"100","a":null})")),
            R"({"id":"|1","type":"deal","deal":{"id":"1","amounts":{"arr":null,"mrr":"100.00"}}})");
}

TEST(MappingFanOut, IdsAreJoinedWithRowsElsewhereInTheBody) {
  const auto mapping = mapping_of(
      R"({"name":"t","dedupe":["$$.time","$"],"each":"$.ids[*]",)"
      R"("let":{"values":{"pick":"$$.affected","by":"record_id","key":"$","value":"values"}},)"
      R"("rules":[{"emit":"deal","id":"$","set":{"stage":{"get":["values","Stage"]}}}]})");
  EXPECT_EQ(mapped(mapping, delivery_of(R"({"time":1,"ids":["10","20"],"affected":[)"
                                        R"({"record_id":"20","values":{"Stage":"Won"}}]})")),
            R"({"id":"1|10","type":"deal","deal":{"id":"10"}})"
            "\n"
            R"({"id":"1|20","type":"deal","deal":{"id":"20","stage":"Won"}})");
}

TEST(MappingFanOut, ElementsAtAnyDepthAndSingleValuesAsLists) {
  const auto each = [](const char* path, const char* body, const char* type) {
    const auto mapping =
        mapping_of(with_rules(R"({"emit":"deal.delete","id":"$.id"})",
                              R"("format":["json","xml"],"each":")" + std::string(path) + "\","));
    const auto text = mapped(mapping, delivery_of(body, type));
    return std::count(text.begin(), text.end(), '\n') + (text.starts_with("{") ? 1 : 0);
  };
  EXPECT_EQ(each("//N", "<a><b><N><id>1</id></N><c><N><id>2</id></N></c></b></a>", "text/xml"), 2);
  EXPECT_EQ(each("$[*]", R"([{"id":1},{"id":2}])", "application/json"), 2);
  EXPECT_EQ(each("$[*]", R"({"id":1})", "application/json"), 1);
  EXPECT_EQ(each("$[*]", "[]", "application/json"), 0);
  EXPECT_EQ(each("$.a[*].b[*]", R"({"a":[{"b":[{"id":1}]},{"b":[{"id":2},{"id":3}]}]})",
                 "application/json"),
            3);
}

TEST(MappingFanOut, ABatchIsSortedAndItemsKeepTheirIndex) {
  const auto mapping = mapping_of(with_rules(
      R"({"emit":"deal","id":"$.id"})",
      R"("each":"$[*]","order":["$.at",{"rank":"$.type","first":["*.creation","deal.*"]}],)"));
  const auto outcomes =
      mapping
          .map(delivery_of(
                   R"([{"id":"d","at":10,"type":"x"},{"id":"c","at":10,"type":"deal.change"},)"
                   R"({"id":"b","at":10,"type":"deal.creation"},{"id":"a","at":9,"type":"x"}])"),
               "t", from_ms(0), {})
          .value();
  std::string order;
  for (const auto& outcome : outcomes)
    order += std::get<core::DealEvent>(outcome.event.what).id + std::to_string(outcome.item);
  EXPECT_EQ(order, "a3b2c1d0");
}

TEST(MappingId, DifferentPartsGiveDifferentIds) {
  const auto id = [](const std::string& body) {
    const auto mapping = mapping_of(
        R"({"name":"t","dedupe":["$.a","$.b"],"rules":[{"emit":"deal","id":{"const":"D"}}]})");
    const auto outcome = mapping.map(delivery_of(body), "t", from_ms(0), {}).value().front();
    return outcome.kind == ItemOutcome::Kind::event ? outcome.event.id : outcome.error.message;
  };
  EXPECT_EQ(id(R"({"a":"x","b":"y"})"), "x|y");
  EXPECT_EQ(id(R"({"a":"x|y"})"), "x%7Cy|");
  EXPECT_EQ(id(R"({"a":"x%7Cy\n"})"), "x%257Cy%0A|");
  EXPECT_EQ(id(R"({"a":null,"b":""})"), "every part of the event's id is empty");
  const auto hashed = id("{\"a\":\"" + std::string(300, 'x') + "\"}");
  EXPECT_EQ(hashed.size(), 32u);
  EXPECT_NE(hashed, id("{\"a\":\"" + std::string(301, 'x') + "\"}"));
}

TEST(MappingReply, ChallengesAreEchoedAndTheReplyIsTheMappings) {
  const auto mapping = mapping_of(with_rules(
      R"({"emit":"deal","id":"$.id"})",
      R"("challenge":"$.challenge","reply":{"status":202,"type":"text/xml","body":"<Ack/>"},)"));

  EXPECT_EQ(mapping.challenge(delivery_of(R"({"challenge":"a\"b"})"))->body,
            R"({"challenge":"a\"b"})");
  EXPECT_FALSE(mapping.challenge(delivery_of(R"({"id":1})")));
  EXPECT_EQ(mapping.reply().status, 202);
  EXPECT_EQ(mapping.reply().body, "<Ack/>");
}

TEST(MappingLimits, ABodyThatCannotBeDecodedIsRefused) {
  const auto mapping = mapping_of(with_rules(R"({"emit":"deal","id":"$.id"})"));
  EXPECT_TRUE(mapped(mapping, delivery_of("{")).starts_with("refused: not JSON"));
  EXPECT_EQ(mapped(mapping, delivery_of("")), "refused: not JSON at byte 1");
}

TEST(MappingLimits, ABodyThatWouldTakeTooLongIsRefused) {
  std::string ids = "{\"ids\":[", rows = "],\"rows\":[";
  for (int i = 0; i < 9000; ++i) {
    ids += (i ? ",\"x" : "\"x") + std::to_string(i) + "\"";
    rows += (i ? ",{\"key\":\"y" : "{\"key\":\"y") + std::to_string(i) + "\",\"value\":1}";
  }
  const auto mapping = mapping_of(
      R"({"name":"t","dedupe":["$"],"each":"$.ids[*]","rules":[{"emit":"deal","id":"$",)"
      R"("set":{"title":{"pick":"$$.rows","key":"$"},"stage":{"pick":"$$.rows","key":"$"}}}]})");
  EXPECT_EQ(mapped(mapping, delivery_of(ids + rows + "]}")),
            "refused: mapping this body takes too long");
}

// Automation tools and curl call JSON a form, put it into a form's field, or encode it twice.
TEST(MappingBody, JsonIsReadAsJsonWhateverItsTypeOrEnvelope) {
  const auto mapping = mapping_of(
      R"({"name":"t","format":["json","form"],"dedupe":["$.id"],"rules":[{"emit":"deal","id":"$.id"}]})");
  const auto id = [&](const std::string& body, const char* type) {
    const auto outcome = mapping.map(delivery_of(body, type), "t", from_ms(0), {}).value().front();
    return outcome.kind == ItemOutcome::Kind::event
               ? std::get<core::DealEvent>(outcome.event.what).id
               : outcome.error.message;
  };
  const auto* form = "application/x-www-form-urlencoded";

  EXPECT_EQ(id(R"({"id":"a"})", form), "a");
  EXPECT_EQ(id(" \n{\"id\":\"a\"}", form), "a");
  EXPECT_EQ(id("payload=%7B%22id%22%3A%22a%22%7D", form), "a");
  EXPECT_EQ(id(R"("{\"id\":\"a\"}")", "application/json"), "a");
  EXPECT_EQ(id("id=a", form), "a");
  EXPECT_EQ(id("id=%7Ba", form), "{a");
}

TEST(MappingRule, ARejectedItemFailsWithTheReason) {
  const auto mapping = mapping_of(with_rules(R"({"emit":"reject","reason":"no id in it"})"));
  const auto outcome = mapping.map(delivery_of("{}"), "t", from_ms(0), {}).value().front();

  EXPECT_EQ(outcome.kind, ItemOutcome::Kind::failed);
  EXPECT_EQ(outcome.error.message, "no id in it");
  EXPECT_EQ(outcome.error.pointer, "/rules/0");
}

TEST(MappingCurrency, TheAmountsOwnOneMustNotContradict) {
  const auto mapping = mapping_of(with_rules(
      R"({"emit":"deal","id":{"const":"D"},"set":{"amount":{"num":"$.v","decimal":"."},"currency":"$.c"}})"));
  const auto currency = [&](const char* amount, const std::string& code) {
    const auto body = R"({"id":"e","v":")" + std::string(amount) + "\"" +
                      (code.empty() ? "" : R"(,"c":")" + code + "\"") + "}";
    const auto outcome = mapping.map(delivery_of(body), "t", from_ms(0), {}).value().front();
    return outcome.kind == ItemOutcome::Kind::event
               ? **std::get<core::DealEvent>(outcome.event.what).currency
               : outcome.error.message;
  };
  EXPECT_EQ(currency("€5", "EUR"), "EUR");
  EXPECT_EQ(currency("5 EUR", ""), "EUR");
  EXPECT_EQ(currency("$5", "CAD"), "CAD");
  EXPECT_EQ(currency("€1,234.50", "USD"), "the amount \"€1,234.50\" is not in the currency USD");
  EXPECT_EQ(currency("USD 5", "EUR"), "the amount \"USD 5\" is not in the currency EUR");
  EXPECT_EQ(currency("5 kr", ""), "the amount \"5 kr\" does not say which kr it means");
}

// A day is the office's: the same instant ends October in one zone and begins November in another.
TEST(MappingDay, IsTheOfficesInEveryZone) {
  const auto mapping = mapping_of(with_rules(
      R"({"emit":"refund","id":{"const":"R"},"set":{"date":{"day":{"time":"$.at","as":"iso"}}}})"));
  const auto day = [&](const char* at, const char* zone) {
    core::CalendarRules rules;
    rules.zone = zone;
    const auto office = core::Calendar::create(rules).value();
    const auto outcome = mapping
                             .map(delivery_of(R"({"id":"e","at":")" + std::string(at) + "\"}"), "t",
                                  from_ms(0), {}, office)
                             .value()
                             .front();
    return format_day(**std::get<core::RefundEvent>(outcome.event.what).date);
  };
  for (int month = 1; month <= 12; ++month) {
    const auto first = Day{std::chrono::year{2026} / month / 1};
    for (const auto* zone : {"Pacific/Honolulu", "America/Phoenix", "Etc/UTC", "Europe/Berlin",
                             "Asia/Kathmandu", "Pacific/Auckland", "Pacific/Chatham"}) {
      core::CalendarRules rules;
      rules.zone = zone;
      const auto midnight = core::Calendar::create(rules).value().start_of(first);
      EXPECT_EQ(day(format_instant(midnight).c_str(), zone), format_day(first)) << zone;
      EXPECT_EQ(day(format_instant(midnight - std::chrono::milliseconds{1}).c_str(), zone),
                format_day(first - std::chrono::days{1}))
          << zone;
    }
  }
}

}  // namespace
}  // namespace dealbell::intake
