#include "wire/org_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace dealbell::wire {
namespace {

using ::testing::ElementsAre;

bool known_zone(std::string_view name) { return name == "Europe/Berlin"; }

std::string file(const std::string& path) {
  std::ifstream in(std::string(DEALBELL_SOURCE_DIR) + "/" + path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

// "code pointer" of every mistake.
std::vector<std::string> mistakes(std::string_view text) {
  std::vector<std::string> list;
  for (const auto& e : check_org(text, known_zone).errors)
    list.push_back(std::string(info(e.code).name) + " " + e.pointer);
  return list;
}

TEST(OrgJson, TheExampleIsGood) {
  const auto org = read_org(file("config/org.example.json"), known_zone);

  ASSERT_TRUE(org) << org.error().pointer << ": " << org.error().message;
  EXPECT_FALSE(org->people.empty());
  EXPECT_FALSE(org->quotas.empty());
}

TEST(OrgJson, TheSchemaKnowsTheKeysThatTheReaderKnows) {
  const auto schema = nlohmann::json::parse(file("config/org.schema.json"));
  const auto keys_of = [](const nlohmann::json& object) {
    auto document = nlohmann::json::object();
    for (const auto& [key, value] : object["properties"].items()) document[key] = nullptr;
    return document;
  };
  const auto unknown = [&](const nlohmann::json& document) {
    std::vector<std::string> list;
    for (const auto& e : check_org(document.dump(), known_zone).errors)
      if (e.message.find("not known") != std::string::npos) list.push_back(e.pointer);
    return list;
  };

  auto document = keys_of(schema);
  EXPECT_THAT(unknown(document), ElementsAre());
  for (const std::string part : {"people", "teams", "products", "quotas"})
    document[part] = {keys_of(schema["properties"][part]["items"])};
  EXPECT_THAT(unknown(document), ElementsAre());
}

TEST(OrgJson, WhatIsWrittenReadsBackTheSame) {
  const auto text = file("config/org.example.json");
  const auto once = write_org(read_org(text, known_zone).value());

  EXPECT_EQ(write_org(read_org(once, known_zone).value()), once);
}

TEST(OrgJson, AnEmptyDocumentIsAnOfficeNobodyHasDescribed) {
  const auto org = read_org("{}", known_zone);

  EXPECT_EQ(org.value().currency, "");
  EXPECT_TRUE(org->people.empty());
}

TEST(OrgJson, AMemberIsAnIdOrAnIdWithDates) {
  const auto org = read_org(
      R"({"people":[{"id":"ana"},{"id":"ben","name":"Ben","aliases":["hubspot:7"]}],
          "teams":[{"id":"t","members":["ana",{"person":"ben","from":"2026-01-01","to":"2026-07-01"}]}]})",
      known_zone);

  const auto& members = org.value().teams.at(0).members;
  EXPECT_EQ(members[0].person, "ana");
  EXPECT_EQ(members[0].from, std::nullopt);
  EXPECT_EQ(members[1].to, parse_day("2026-07-01").value());
  EXPECT_EQ(org->people[0].name, "ana");
}

TEST(OrgJson, AnUnknownKeyIsAMistakeWithASuggestion) {
  const auto reading = check_org(R"({"curency":"EUR","zzz":1})", known_zone);

  ASSERT_EQ(reading.errors.size(), 2u);
  EXPECT_EQ(reading.errors[0].pointer, "/curency");
  EXPECT_NE(reading.errors[0].message.find("did you mean \"currency\"?"), std::string::npos);
  EXPECT_EQ(reading.errors[1].message, "this key is not known");
}

TEST(OrgJson, AllMistakesAreAnsweredAtOnce) {
  EXPECT_THAT(
      mistakes(
          R"({"currency":"eur","zone":"Mars/Base","week_start":"friday","people":[{"name":"x"},7],
                   "teams":{},"quotas":[{"period":"2026-13","amount":"-1","measure":"fun"}]})"),
      ElementsAre("bad_value /currency", "bad_value /zone", "bad_value /week_start",
                  "missing /people/0/id", "wrong_type /people/1", "missing /people/1/id",
                  "wrong_type /teams", "bad_value /quotas/0/period", "bad_value /quotas/0/amount",
                  "bad_value /quotas/0/measure"));
}

TEST(OrgJson, AKeyBelongsToOnePersonOnly) {
  EXPECT_THAT(
      mistakes(
          R"({"people":[{"id":"a","aliases":["x"]},{"id":"a"},{"id":"b","aliases":["x","a"]}]})"),
      ElementsAre("bad_value /people/1/id", "bad_value /people/2/aliases/0",
                  "bad_value /people/2/aliases/1"));
}

TEST(OrgJson, MembersAndHoldersOfQuotasMustExistBySomebodysId) {
  EXPECT_THAT(mistakes(R"({"teams":[{"id":"t","members":["ana","x",{"person":"eve"}]}],
                           "people":[{"id":"ana","aliases":["x"]}],
                           "quotas":[{"period":"2026","person":"eve","amount":"1"},{"period":"2026","team":"u","amount":"1"}]})"),
              ElementsAre("bad_value /teams/0/members/1", "bad_value /teams/0/members/2/person",
                          "bad_value /quotas/0/person", "bad_value /quotas/1/team"));
}

TEST(OrgJson, WhileNobodyIsListedAnybodyCanHaveAQuota) {
  EXPECT_THAT(mistakes(R"({"quotas":[{"period":"2026-Q4","person":"ana","amount":"1"}]})"),
              ElementsAre());
}

TEST(OrgJson, AQuotaIsSetOnceAndForOneHolder) {
  EXPECT_THAT(mistakes(R"({"quotas":[{"period":"2026","amount":"1"},{"period":"2026","amount":2},
                           {"period":"2026","amount":"1","person":"a","team":"b"},{}]})"),
              ElementsAre("bad_value /quotas/1", "bad_value /quotas/2", "missing /quotas/3/period",
                          "missing /quotas/3/amount"));
}

TEST(OrgJson, AMembershipEndsAfterItBegins) {
  EXPECT_THAT(
      mistakes(
          R"({"teams":[{"id":"t","members":[{"person":"a","from":"2026-02-01","to":"2026-02-01"}]}]})"),
      ElementsAre("bad_value /teams/0/members/0/to"));
}

TEST(OrgJson, AKeyGivenTwiceIsAMistake) {
  EXPECT_THAT(mistakes(R"({"name":"a","name":"b"})"), ElementsAre("bad_value /name"));
}

TEST(OrgJson, TheFirstMistakeSaysHowManyMoreThereAre) {
  const auto org = read_org(R"({"a":1,"b":2,"c":3})", known_zone);

  EXPECT_NE(org.error().message.find("(and 2 more mistakes)"), std::string::npos);
}

TEST(OrgJson, WhatIsNotJsonSaysWhere) {
  EXPECT_EQ(read_org("{", known_zone).error().code, Errc::bad_json);
}

}  // namespace
}  // namespace dealbell::wire
