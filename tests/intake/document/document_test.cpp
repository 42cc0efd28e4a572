#include "intake/document/document.hpp"

#include <gtest/gtest.h>

#include "intake/document/cloudevents.hpp"
#include "intake/document/form.hpp"
#include "intake/document/json.hpp"
#include "intake/document/jwt.hpp"
#include "intake/document/xml.hpp"

namespace dealbell::intake {
namespace {

std::string json_of(std::string_view text) {
  const auto value = decode_json(text);
  return value ? to_json(*value) : value.error().message;
}

std::string xml(std::string_view text) {
  const auto value = decode_xml(text);
  return value ? to_json(*value) : value.error().message;
}

std::string form(std::string_view text) {
  const auto value = decode_form(text);
  return value ? to_json(*value) : value.error().message;
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

Errc code(const Result<Value>& value) { return value ? Errc::internal : value.error().code; }

TEST(Json, NumbersKeepTheirText) {
  EXPECT_EQ(json_of(R"([5725767000003000010,18446744073709551616,1250.50,-0.10,1e3,0.1])"),
            R"([5725767000003000010,18446744073709551616,1250.50,-0.10,1e3,0.1])");
}

TEST(Json, KeepsCharactersAndTheOrderOfMembers) {
  EXPECT_EQ(json_of(R"({"z":"\u00e9\ud83d\ude00\/","a":null,"b":[true,false,{}]})"),
            R"({"z":"é😀/","a":null,"b":[true,false,{}]})");
}

TEST(Json, RejectsRepeatedNamesInSmallAndLargeObjects) {
  std::string large = "{\"a\":1";
  for (int i = 0; i < 100; ++i) large += ",\"n" + std::to_string(i) + "\":0";

  EXPECT_EQ(json_of(R"({"amount":1,"amount":2})"),
            "the name \"amount\" occurs twice in one object");
  EXPECT_EQ(json_of(large + ",\"n7\":1}"), "the name \"n7\" occurs twice in one object");
  EXPECT_EQ(decode_json(large + "}")->find("n99")->text, "0");
  EXPECT_EQ(decode_json(large + "}")->find("n100"), nullptr);
}

TEST(Json, RejectsNestingBeyond64Levels) {
  EXPECT_TRUE(decode_json(repeated("[", 63) + "1" + repeated("]", 63)));
  EXPECT_EQ(code(decode_json(repeated("[", 64) + "1" + repeated("]", 64))), Errc::too_deep);
  EXPECT_EQ(code(decode_json(repeated("[", 500'000))), Errc::too_deep);
}

TEST(Json, RejectsHugeNumbers) {
  EXPECT_EQ(json_of("1e400"), "a number is too large");
  EXPECT_EQ(json_of(repeated("9", 400)), "a number is too large");
  EXPECT_EQ(json_of("0." + repeated("1", 200)), "a number has more than 100 characters");
}

TEST(Json, RejectsInvalidUtf8) {
  EXPECT_EQ(code(decode_json("\"\xC3\"")), Errc::bad_utf8);
  EXPECT_EQ(code(decode_json("\"\xED\xA0\x80\"")), Errc::bad_utf8);
  EXPECT_EQ(code(decode_json(R"("\ud800")")), Errc::bad_json);
}

TEST(Json, RejectsTooManyValuesAndTooManyBytes) {
  EXPECT_EQ(code(decode_json("[" + repeated("0,", 100'000) + "0]")), Errc::too_large);
  EXPECT_EQ(code(decode_json("\"" + repeated("x", 1 << 20) + "\"")), Errc::too_large);
}

TEST(Json, RejectsTextAfterTheValue) {
  EXPECT_EQ(code(decode_json("{} x")), Errc::bad_json);
  EXPECT_EQ(code(decode_json("")), Errc::bad_json);
  EXPECT_FALSE(decode_json(std::string("{}\0x", 4)));
}

TEST(Xml, RemovesNamespacePrefixes) {
  EXPECT_EQ(xml(R"(<?xml version="1.0" encoding="utf-8"?>
                  <s:Envelope xmlns:s="urn:s" xmlns:i="http://www.w3.org/2001/XMLSchema-instance">
                    <n:Id xmlns:n="urn:n">7</n:Id><Nil i:nil="true">x</Nil>
                    <o i:type="sf:Opportunity"><a/>text</o>
                  </s:Envelope>)"),
            R"({"Envelope":{"Id":"7","Nil":null,"o":{"@type":"sf:Opportunity","a":"",)"
            R"("#text":"text"}}})");
}

TEST(Xml, RepeatedElementsBecomeAList) {
  EXPECT_EQ(xml("<r><a>1</a><b>2</b><a>3</a><a>4</a></r>"), R"({"r":{"a":["1","3","4"],"b":"2"}})");
}

TEST(Xml, DecodesTheFiveEntitiesCharacterReferencesAndCdata) {
  EXPECT_EQ(xml("<a>R&amp;D &lt;x&gt; &quot;&apos; &#x20AC;<![CDATA[<&>]]></a>"),
            R"({"a":"R&D <x> \"' €<&>"})");
}

TEST(Xml, RejectsADoctypeAndSoAnEntityBomb) {
  const auto bomb = decode_xml(
      "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
      "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><l>&c;</l>");
  EXPECT_EQ(bomb.error().message, "XML with a DOCTYPE is not accepted");
  EXPECT_EQ(xml("<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><x/>"),
            "XML with a DOCTYPE is not accepted");
  EXPECT_EQ(xml("<x>&xxe;</x>"), R"({"x":"&xxe;"})");
}

TEST(Xml, RejectsDeepNestingTooManyElementsAndInvalidText) {
  EXPECT_EQ(code(decode_xml(repeated("<a>", 100) + repeated("</a>", 100))), Errc::too_deep);
  EXPECT_EQ(code(decode_xml("<r>" + repeated("<a/>", 150'000) + "</r>")), Errc::too_large);
  EXPECT_FALSE(decode_xml(repeated("<a>", 300'000)));
  EXPECT_EQ(code(decode_xml("<a>\xFF</a>")), Errc::bad_utf8);
  EXPECT_EQ(code(decode_xml("<a>&#xD800;</a>")), Errc::bad_utf8);
  EXPECT_EQ(code(decode_xml("<?xml version='1.0' encoding='ISO-8859-1'?><a/>")), Errc::bad_utf8);
  EXPECT_FALSE(decode_xml("<a>"));
  EXPECT_FALSE(decode_xml(""));
}

TEST(Form, DecodesPercentEscapesAndPlus) {
  EXPECT_EQ(form("name=Z%C3%BCrich+%2B%201&empty=&bare&&a=1&a=2"),
            R"({"name":"Zürich + 1","empty":"","bare":"","a":["1","2"]})");
}

TEST(Form, RejectsInvalidEscapesInvalidUtf8AndTooManyFields) {
  EXPECT_FALSE(decode_form("a=%4"));
  EXPECT_FALSE(decode_form("a=%zz"));
  EXPECT_EQ(code(decode_form("a=%FF")), Errc::bad_utf8);
  EXPECT_FALSE(decode_form("a=%00"));
  EXPECT_EQ(code(decode_form(repeated("a&", 100'001))), Errc::too_large);
}

TEST(Jwt, DecodesItsClaims) {
  const auto claims =
      decode_jwt("eyJhbGciOiJIUzI1NiJ9.eyJjYWxsX2lkIjo5MDA3MTk5MjU0NzQwOTkzfQ.c2ln");

  EXPECT_TRUE(looks_like_jwt("eyJhbGciOiJIUzI1NiJ9.e30.c2ln"));
  EXPECT_EQ(to_json(claims.value()), R"({"call_id":9007199254740993})");
  for (const char* text : {"", "a.b", "a.b.c.d", "a.!.c", "a.b.c", "{\"a\":1}", "e30.e30."})
    EXPECT_FALSE(decode_jwt(text)) << text;
}

Delivery cloud_event(std::string type, std::string body) {
  Delivery delivery;
  delivery.headers = {{"content-type", std::move(type)}};
  delivery.body = std::move(body);
  return delivery;
}

std::string shown(const Delivery& delivery) {
  const auto value = decode_cloud_events(delivery);
  return value ? to_json(*value) : value.error().message;
}

TEST(CloudEvents, AllModesGiveTheSameStructure) {
  auto binary = cloud_event("application/json; charset=utf-8", R"({"deal_id":"8"})");
  for (const auto& [name, value] :
       std::vector<std::pair<std::string, std::string>>{{"ce-id", "A"},
                                                        {"ce-source", "/crm"},
                                                        {"ce-type", "deal.won"},
                                                        {"ce-specversion", "1.0"},
                                                        {"ce-owner", "Z\xC3\xBCrich \"A\" 100%"},
                                                        {"ce-region", "\"Z%C3%BCrich \\\"B\\\"\""}})
    binary.headers.emplace_back(name, value);
  const std::string event = R"({"id":"A","source":"/crm","type":"deal.won","specversion":"1.0")";

  EXPECT_EQ(shown(binary), "[" + event +
                               R"(,"owner":"Zürich \"A\" 100%","region":"Zürich \"B\"",)"
                               R"("datacontenttype":"application/json","data":{"deal_id":"8"}}])");
  EXPECT_EQ(shown(cloud_event("application/cloudevents+json", event + R"(,"data":1})")),
            "[" + event + R"(,"data":1}])");
  EXPECT_EQ(shown(cloud_event("application/cloudevents-batch+json",
                              "[" + event + R"(,"data":1},)" + event + "}]")),
            "[" + event + R"(,"data":1},)" + event + "}]");
  EXPECT_EQ(shown(cloud_event("application/cloudevents+json",
                              event + R"(,"data_base64":"eyJkZWFsX2lkIjoiOCJ9"})")),
            "[" + event + R"(,"data":{"deal_id":"8"}}])");
}

TEST(CloudEvents, RejectsMissingAttributesAndOtherVersions) {
  auto latin = cloud_event("application/json", "{}");
  latin.headers = {{"ce-specversion", "1.0"}, {"ce-id", "Z\xFC"}};

  EXPECT_EQ(code(decode_cloud_events(latin)), Errc::bad_utf8);
  EXPECT_EQ(shown(cloud_event("application/json", "{}")), "the CloudEvent has no id");
  EXPECT_EQ(shown(cloud_event("application/cloudevents+json",
                              R"({"id":"1","source":"s","type":"t","specversion":"0.3"})")),
            "CloudEvents version \"0.3\": only 1.0 is supported");
  EXPECT_FALSE(decode_cloud_events(cloud_event("application/cloudevents-batch+json", "{}")));
}

}  // namespace
}  // namespace dealbell::intake
