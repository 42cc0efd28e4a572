#include <gtest/gtest.h>

#include "support/intake/mapped.hpp"

// The values that each operator gives.
namespace dealbell::intake {
namespace {

using test::field;

std::string title(std::string_view expression, std::string body, std::string_view members = "") {
  return field("title", expression, std::move(body), members);
}

std::string amount(std::string_view expression, std::string value) {
  return field("amount", expression, "{\"v\":" + value + "}");
}

std::string timestamp(std::string_view format, const std::string& value, const char* more = "") {
  return field("closed_at", R"({"time":"$.v","as":")" + std::string(format) + "\"" + more + "}",
               "{\"v\":" + value + "}");
}

TEST(MappingValue, AnAbsentPathLeavesTheFieldAndNullClearsIt) {
  EXPECT_EQ(title(R"("$.a.b")", R"({"a":{}})"), "absent");
  EXPECT_EQ(title(R"("$.a.b")", R"({"a":null})"), "absent");
  EXPECT_EQ(title(R"("$.a.b")", R"({"a":{"b":null}})"), "null");
  EXPECT_EQ(title(R"("$.a.b")", R"({"a":{"b":""}})"), "null");
  EXPECT_EQ(title(R"("$.a.b")", R"({"a":{"b":9007199254740993}})"), "\"9007199254740993\"");
  EXPECT_EQ(title(R"({"nothing":true})", "{}"), "absent");
}

TEST(MappingValue, PathsUseNamesIndexesAndAnyDepth) {
  const std::string body = R"({"a":[{"odd name":1},{"x":{"Deep":"found"}}],"it's":3})";

  EXPECT_EQ(title(R"("$.a[0]['odd name']")", body), "\"1\"");
  EXPECT_EQ(title(R"("$.a[-1].x.Deep")", body), "\"found\"");
  EXPECT_EQ(title(R"("$.a[9].x")", body), "absent");
  EXPECT_EQ(title(R"("//Deep")", body), "\"found\"");
  EXPECT_EQ(title(R"("$['it's']")", body), "\"3\"");
  EXPECT_EQ(title(R"("$.a")", body), "expected a single value, found a list or object");
}

TEST(MappingValue, FirstSkipsAbsentAndNull) {
  EXPECT_EQ(title(R"({"first":["$.a","$.b","$.c"]})", R"({"a":null,"c":"x"})"), "\"x\"");
  EXPECT_EQ(title(R"({"first":["$.a","$.b"]})", R"({"a":null})"), "null");
  EXPECT_EQ(title(R"({"first":["$.a","$.b"]})", "{}"), "absent");
}

TEST(MappingValue, TextsAreJoinedCutAndSplit) {
  const std::string body = R"({"a":"activity.call","b":" x, y ,z"})";

  EXPECT_EQ(title(R"({"concat":["$.a",{"const":1}],"with":"-"})", body), "\"activity.call-1\"");
  EXPECT_EQ(title(R"({"concat":["$.a","$.no"]})", body), "absent");
  EXPECT_EQ(title(R"({"after":["$.a","activity."]})", body), "\"call\"");
  EXPECT_EQ(title(R"({"before":["$.a","."]})", body), "\"activity\"");
  EXPECT_EQ(title(R"({"after":["$.a","#"]})", body), "absent");
  EXPECT_EQ(title(R"({"split":"$.b","by":",","at":1})", body), "\"y\"");
  EXPECT_EQ(title(R"({"split":"$.b","by":",","at":-1})", body), "\"z\"");
  EXPECT_EQ(title(R"({"split":"$.b","by":",","at":7})", body), "null");
  EXPECT_EQ(title(R"({"lower":"$.a"})", R"({"a":"Pat@Example.COM"})"), "\"pat@example.com\"");
}

TEST(MappingValue, PickFindsAKeyInAList) {
  const std::string body =
      R"({"p":[{"key":"A","value":{"Value":1}},{"key":"B","value":"two"}],)"
      R"("rows":[{"record_id":"7","values":{"Stage":"Won"}}],"id":"7","o":{"7":"seven"}})";

  EXPECT_EQ(title(R"({"pick":"$.p","key":"B"})", body), "\"two\"");
  EXPECT_EQ(title(R"({"get":[{"pick":"$.p","key":"A"},"Value"]})", body), "\"1\"");
  EXPECT_EQ(title(R"({"pick":"$.p","key":"C"})", body), "absent");
  EXPECT_EQ(title(R"({"get":[{"pick":"$.rows","by":"record_id","key":"$.id","value":"values"},)"
                  R"("Stage"]})",
                  body),
            "\"Won\"");
  EXPECT_EQ(title(R"({"get":[{"pick":"$.rows","by":"record_id","key":"7","value":""},)"
                  R"("record_id"]})",
                  body),
            "\"7\"");
  EXPECT_EQ(title(R"({"pick":"$.o","key":"$.id"})", body), "\"seven\"");
  EXPECT_EQ(title(R"({"get":["$.p",0]})", R"({"p":["x"]})"), "\"x\"");
}

TEST(MappingValue, MapGivesNullForUnlistedValues) {
  const auto map = [](std::string body) {
    return title(R"({"map":"$.a","to":{"x":"X","1":true}})", std::move(body));
  };
  EXPECT_EQ(map(R"({"a":"x"})"), "\"X\"");
  EXPECT_EQ(map(R"({"a":1})"), "\"true\"");
  EXPECT_EQ(map(R"({"a":"y"})"), "null");
  EXPECT_EQ(map("{}"), "absent");
  EXPECT_EQ(title(R"({"map":"$.a","to":{},"else":"$.b"})", R"({"a":1,"b":2})"), "\"2\"");
}

TEST(MappingValue, LookupKeepsAKeyThatIsInNoTable) {
  const std::string tables = R"("tables":{"stages":{"1":"Lead in"}},)";

  EXPECT_EQ(title(R"({"lookup":"stages","of":"$.a"})", R"({"a":1})", tables), "\"Lead in\"");
  EXPECT_EQ(title(R"({"lookup":"stages","of":"$.a"})", R"({"a":2})", tables), "\"2\"");
  EXPECT_EQ(title(R"({"lookup":"stages","of":"$.a","else":{"const":"?"}})", R"({"a":2})", tables),
            "\"?\"");

  const auto mapping = test::mapping_with(tables, R"({"title":{"lookup":"stages","of":"$.a"}})");
  const Tables office{{"stages", {{"1", "First"}}}};
  EXPECT_NE(test::mapped(mapping, test::delivery_of(R"({"event":1,"a":1})"), office).find("First"),
            std::string::npos);
}

TEST(MappingValue, HeadersAndQueryAreReadToo) {
  EXPECT_EQ(title(R"({"header":"x-event"})", "{}"), "\"push\"");
  EXPECT_EQ(title(R"({"header":"x-none"})", "{}"), "absent");
  EXPECT_EQ(title(R"({"query":"tenant"})", "{}"), "\"a b\"");
  EXPECT_EQ(title(R"({"received_at":true})", "{}"), "\"1795424400000\"");
}

TEST(MappingNumber, IsExactInEveryNotation) {
  EXPECT_EQ(amount(R"("$.v")", "1250.5"), "\"1250.50\"");
  EXPECT_EQ(amount(R"({"num":"$.v","scale":0.01})", "125050"), "\"1250.50\"");
  EXPECT_EQ(amount(R"({"num":"$.v","scale":1000})", "1.25"), "\"1250.00\"");
  EXPECT_EQ(amount(R"({"num":"$.v"})", "1.5e3"), "\"1500.00\"");
  EXPECT_EQ(amount(R"({"num":"$.v"})", "-15E-1"), "\"-1.50\"");
  EXPECT_EQ(amount(R"({"num":"$.v"})", "45000.0"), "\"45000.00\"");
  EXPECT_EQ(amount(R"({"num":"$.v","round":4})", "0.20000000000000001"), "\"0.20\"");
  EXPECT_EQ(amount(R"({"num":"$.v","round":2})", "9.995"), "\"10.00\"");
  EXPECT_EQ(amount(R"({"num":"$.v","round":0})", "-0.5"), "\"-1.00\"");
  EXPECT_EQ(amount(R"({"num":"$.v"})", "null"), "null");
  EXPECT_EQ(amount(R"({"num":"$.v"})", "\"\""), "null");
}

TEST(MappingNumber, UsesTheMinorUnitOfItsCurrency) {
  const auto minor = [](const char* currency) {
    return amount(R"({"num":"$.v","currency":{"const":")" + std::string(currency) +
                      R"("},"decimals":{"UGX":2,"MGA":0}})",
                  "1250505");
  };
  EXPECT_EQ(minor("eur"), "\"12505.05\"");
  EXPECT_EQ(minor("JPY"), "\"1250505.00\"");
  EXPECT_EQ(minor("KWD"), "\"1250.505\"");
  EXPECT_EQ(minor("XAF"), "\"1250505.00\"");
  EXPECT_EQ(minor("UGX"), "\"12505.05\"");
  EXPECT_EQ(minor("MGA"), "\"1250505.00\"");
  EXPECT_EQ(amount(R"({"num":"$.v","currency":"$.none"})", "1"),
            "an amount in minor units needs a currency");
}

TEST(MappingNumber, ReadsWrittenAmountsOnlyWithADecimalMark) {
  EXPECT_EQ(amount(R"({"num":"$.v","decimal":","})", R"("1.234,50 €")"), "\"1234.50\"");
  EXPECT_EQ(amount(R"({"num":"$.v","decimal":"."})", R"("£1,234.50")"), "\"1234.50\"");
  EXPECT_EQ(amount(R"({"num":"$.v","decimal":"."})", R"("$1,234.50")"),
            "the amount \"$1,234.50\" does not say which $ it means");
  EXPECT_EQ(amount(R"({"num":"$.v","decimal":"."})", "\"(12.00)\""), "\"-12.00\"");
  for (const char* text : {R"("1,250.50")", R"("1.2.3")", R"("x")", R"("1e")", R"("0x10")", "true",
                           R"("1e1001")", R"("+5")", R"(".5")", R"("5.")"})
    EXPECT_NE(amount(R"({"num":"$.v"})", text).find(" is not "), std::string::npos) << text;
}

TEST(MappingNumber, RejectsNumbersBeyondTheLimitsOfAnAmount) {
  EXPECT_NE(amount(R"({"num":"$.v"})", "1e15").find("100 trillion"), std::string::npos);
  EXPECT_NE(amount(R"({"num":"$.v"})", "1e99").find("too many digits"), std::string::npos);
  EXPECT_NE(amount(R"({"num":"$.v"})", "0.00001").find("four decimals"), std::string::npos);
}

TEST(MappingTime, ReadsTheFormatsOfVendors) {
  const std::string nine = "\"2026-11-23T09:00:00Z\"";

  EXPECT_EQ(timestamp("s", "1795424400"), nine);
  EXPECT_EQ(timestamp("s", "1795424400.5137901"), "\"2026-11-23T09:00:00.513Z\"");
  EXPECT_EQ(timestamp("ms", "\"1795424400000\""), nine);
  EXPECT_EQ(timestamp("us", "1795424400123456"), "\"2026-11-23T09:00:00.123Z\"");
  EXPECT_EQ(timestamp("iso", R"("2026-11-23T10:00:00.123456789+01:00")"),
            "\"2026-11-23T09:00:00.123Z\"");
  EXPECT_EQ(timestamp("iso", R"("2026-11-23T04:00:00-0500")"), nine);
  EXPECT_EQ(timestamp("utc", R"("2026-11-23 09:00:00")"), nine);
  EXPECT_EQ(timestamp("utc", R"("2026-11-23T09:00:00.395000")"), "\"2026-11-23T09:00:00.395Z\"");
  EXPECT_EQ(timestamp("utc", R"("2026-11-23T10:00:00+01:00")"), nine);
  EXPECT_EQ(timestamp("dotnet", R"x("\/Date(1795424400000-0700)\/")x"), nine);
  EXPECT_EQ(timestamp("rfc2822", R"("Mon, 23 Nov 2026 10:00:00 +0100")"), nine);
  EXPECT_EQ(timestamp("rfc2822", R"("3 Nov 2026 10:00:00 GMT")"), "\"2026-11-03T10:00:00Z\"");
  EXPECT_EQ(timestamp("date", R"("2026-11-23")"), "\"2026-11-23\"");
  EXPECT_EQ(timestamp("date", R"("2026-07-23")", R"(,"zone":"Europe/Berlin")"), "\"2026-07-23\"");
}

TEST(MappingTime, RejectsAWrongUnitOrAMissingZone) {
  EXPECT_NE(timestamp("s", "1795424400000").find("1900 and 2199"), std::string::npos);
  EXPECT_NE(timestamp("iso", R"("2026-11-23T09:00:00")").find("zone is missing"),
            std::string::npos);
  EXPECT_NE(timestamp("rfc2822", R"("yesterday")").find("expected a time"), std::string::npos);
  EXPECT_NE(timestamp("dotnet", "\"Date()\"").find("expected"), std::string::npos);
  EXPECT_EQ(timestamp("iso", "null"), "null");
}

TEST(MappingTime, DaysAndDurations) {
  EXPECT_EQ(field("close_date", R"({"day":{"time":"$.v","as":"ms"},"zone":"Asia/Tokyo"})",
                  R"({"v":1795449600000})"),
            "\"2026-11-24\"");
  const auto seconds = [](const char* as, const char* value) {
    const auto mapping = test::mapping_of(
        R"({"name":"t","dedupe":["$.v"],"rules":[{"emit":"activity","id":"$.v","set":)"
        R"({"duration_s":{"duration":"$.v","as":")" +
        std::string(as) + R"("}}}]})");
    const auto text =
        test::mapped(mapping, test::delivery_of("{\"v\":" + std::string(value) + "}"));
    const auto at = text.find("duration_s\":");
    return at == std::string::npos ? text : text.substr(at + 12, text.find('}') - at - 12);
  };
  EXPECT_EQ(seconds("s", "184"), "184");
  EXPECT_EQ(seconds("ms", "184600"), "185");
  EXPECT_EQ(seconds("clock", "\"01:30\""), "5400");
  EXPECT_EQ(seconds("clock", "\"00:03:04\""), "184");
  EXPECT_NE(seconds("clock", "\"3m\"").find("expected a duration"), std::string::npos);
}

TEST(MappingStatus, AnUnlistedWordIsUnknownAndNeverOpen) {
  const auto status = [](std::string expression, std::string body) {
    return field("status", expression, std::move(body));
  };
  const std::string map = R"({"map":"$.s","to":{"active":"open","won":"won"}})";
  const std::string cases =
      R"({"case":[[{"eq":["$.won","true"]},{"const":"won"}],[{"eq":["$.closed",false]},)"
      R"({"const":"open"}]]})";

  EXPECT_EQ(status(map, R"({"s":"active"})"), "\"open\"");
  EXPECT_EQ(status(map, R"({"s":"qualified"})"), "null");
  EXPECT_EQ(status(R"("$.s")", R"({"s":"Qualified"})"), "\"unknown\"");
  EXPECT_EQ(status(cases, R"({"won":true})"), "\"won\"");
  EXPECT_EQ(status(cases, R"({"closed":false})"), "\"open\"");
  EXPECT_EQ(status(cases, R"({"closed":true})"), "null");
  EXPECT_EQ(status(R"({"const":null})", "{}"), "null");
}

}  // namespace
}  // namespace dealbell::intake
