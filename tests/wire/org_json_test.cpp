#include "wire/org_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "org_errors.hpp"

namespace dealbell::wire {
namespace {

using ::testing::ElementsAre;

TEST(OrgJson, TheExampleIsGood) {
  const auto org = read_org(file("config/org.example.json"), known_zone);

  ASSERT_TRUE(org) << org.error().pointer << ": " << org.error().message;
  EXPECT_FALSE(org->people.empty());
  EXPECT_FALSE(org->quotas.empty());
}

TEST(OrgJson, AWrittenDocumentIsReadBackUnchanged) {
  const auto text = file("config/org.example.json");
  const auto once = write_org(read_org(text, known_zone).value());

  EXPECT_EQ(write_org(read_org(once, known_zone).value()), once);
}

TEST(OrgJson, AnEmptyDocumentIsAnEmptyOffice) {
  const auto org = read_org("{}", known_zone);

  EXPECT_EQ(org.value().currency, "");
  EXPECT_TRUE(org->people.empty());
}

TEST(OrgJson, AnUnknownKeyIsAnErrorWithASuggestion) {
  const auto checked = check_org(R"({"curency":"EUR","zzz":1})", known_zone);

  ASSERT_EQ(checked.errors.size(), 2u);
  EXPECT_EQ(checked.errors[0].pointer, "/curency");
  EXPECT_NE(checked.errors[0].message.find("did you mean \"currency\"?"), std::string::npos);
  EXPECT_EQ(checked.errors[1].message, "this key is not known");
}

TEST(OrgJson, AllErrorsAreReturnedAtOnce) {
  EXPECT_THAT(
      errors_of(
          R"({"currency":"eur","zone":"Mars/Base","week_start":"someday","people":[{"name":"x"},7],
                   "teams":{},"quotas":[{"period":"2026-13","amount":"-1","measure":"fun"}]})"),
      ElementsAre("bad_value /currency", "bad_value /zone", "bad_value /week_start",
                  "missing /people/0/id", "wrong_type /people/1", "missing /people/1/id",
                  "wrong_type /teams", "bad_value /quotas/0/period", "bad_value /quotas/0/measure",
                  "bad_value /quotas/0/amount"));
}

TEST(OrgJson, ADocumentBeyondItsSizeIsNotRead) {
  const std::string text(9u << 20, ' ');

  EXPECT_EQ(read_org(text, known_zone).error().code, Errc::too_large);
}

TEST(OrgJson, AListBeyondItsLimitIsOneError) {
  std::string holidays = R"({"calendar":{"holidays":["2026-01-01")";
  for (int i = 0; i < 2'000; ++i) holidays += ",null";

  EXPECT_EQ(errors_of(holidays + "]}}").size(), 100u) << "no more are kept";
  std::string boards = R"({"boards":[)";
  for (int i = 0; i < 51; ++i)
    boards += (i ? "," : "") + (R"({"id":"b)" + std::to_string(i)) +
              R"(","tiles":[{"id":"t","measure":"won_count"}]})";
  EXPECT_EQ(only_message(boards + "]}"), "at most 50 elements");
}

TEST(OrgJson, PartsMayComeInAnyOrder) {
  EXPECT_THAT(errors_of(R"({"boards":[{"id":"b","tiles":[{"id":"t","measure":"mine"}]}],
                           "quotas":[{"measure":"mine","period":"2026","person":"ana","amount":1}],
                           "measures":[{"id":"mine","count":"won"}],
                           "teams":[{"id":"t","members":["ana"]}],"people":[{"id":"ana"}]})"),
              ElementsAre());
}

TEST(OrgJson, AKeyGivenTwiceIsAnError) {
  EXPECT_THAT(errors_of(R"({"name":"a","name":"b"})"), ElementsAre("bad_value /name"));
}

TEST(OrgJson, TheFirstErrorSaysHowManyMoreThereAre) {
  const auto org = read_org(R"({"a":1,"b":2,"c":3})", known_zone);

  EXPECT_NE(org.error().message.find("(and 2 more errors)"), std::string::npos);
}

TEST(OrgJson, InvalidJsonIsAnError) {
  EXPECT_EQ(read_org("{", known_zone).error().code, Errc::bad_json);
}

}  // namespace
}  // namespace dealbell::wire
