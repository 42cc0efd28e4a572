#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "org_errors.hpp"

namespace dealbell::wire {
namespace {

using ::testing::ElementsAre;

TEST(OrgPeople, AMemberIsAnIdOrAnIdWithDates) {
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

TEST(OrgPeople, AKeyBelongsToOnePersonOnly) {
  EXPECT_THAT(
      errors_of(
          R"({"people":[{"id":"a","aliases":["x"]},{"id":"a"},{"id":"b","aliases":["x","a"]}]})"),
      ElementsAre("bad_value /people/1/id", "bad_value /people/2/aliases/0",
                  "bad_value /people/2/aliases/1"));
}

TEST(OrgPeople, HaveAnAddressOrSeveral) {
  const auto org = office(
      R"({"people":[{"id":"ana","email":"Ana@x.com"},{"id":"ben","email":["b@x.com","b@y.com"]},
                    {"id":"cat","email":null}]})");

  EXPECT_THAT(org.people.at(0).emails, ElementsAre("Ana@x.com"));
  EXPECT_THAT(org.people.at(1).emails, ElementsAre("b@x.com", "b@y.com"));
  EXPECT_THAT(org.people.at(2).emails, ElementsAre());
}

TEST(OrgPeople, AnAddressBelongsToOnePersonWhateverItsSpelling) {
  EXPECT_THAT(errors_of(R"({"people":[{"id":"a","email":"Ana@x.com","aliases":["ana@X.com"]},
                                     {"id":"b","aliases":["ANA@x.com"]},
                                     {"id":"c","email":["c@x.com","C@X.COM"]},
                                     {"id":"d","email":"c@x.com"},
                                     {"id":"e","email":["nobody",""]},
                                     {"id":"f","aliases":["hubspot:ana@x.com"]}]})"),
              ElementsAre("bad_value /people/1/aliases/0", "bad_value /people/3/email",
                          "bad_value /people/4/email/1", "bad_value /people/4/email"));
}

TEST(OrgPeople, AMembershipEndsAfterItBegins) {
  EXPECT_THAT(
      errors_of(
          R"({"teams":[{"id":"t","members":[{"person":"a","from":"2026-02-01","to":"2026-02-01"}]}]})"),
      ElementsAre("bad_value /teams/0/members/0/to"));
}

TEST(OrgPeople, AreInOneTeamAtATime) {
  EXPECT_EQ(
      only_message(R"({"teams":[
      {"id":"north","members":["ana"]},
      {"id":"south","members":[{"person":"ana","from":"2026-11-01"}]}]})"),
      "\"ana\" is in team \"south\" and at the same time in team \"north\" (/teams/0/members/0): a "
      "person is in one team at a time; end one membership with \"to\"");
  // The day on which one ends is the first of the next.
  EXPECT_THAT(errors_of(R"({"teams":[
      {"id":"north","members":[{"person":"ana","to":"2026-11-01"}]},
      {"id":"south","members":[{"person":"ana","from":"2026-11-01"}]}]})"),
              ElementsAre());
  // Named at the later one, once each, also within a team and below another.
  EXPECT_THAT(errors_of(R"({"teams":[
      {"id":"all","members":[{"person":"ana","from":"2026-06-01","to":"2026-07-01"},
                             {"person":"ana","from":"2026-01-01","to":"2026-12-01"},
                             {"person":"ana","from":"2026-08-01","to":"2026-08-02"}]},
      {"id":"north","parent":"all","members":[{"person":"ana","from":"2026-11-30"}]}]})"),
              ElementsAre("bad_value /teams/0/members/0", "bad_value /teams/0/members/2",
                          "bad_value /teams/1/members/0"));
}

TEST(OrgPeople, AStoredDocumentMayHaveOverlaps) {
  const auto* text =
      R"({"teams":[{"id":"north","members":["ana"]},{"id":"south","members":["ana"]}]})";

  EXPECT_FALSE(read_org(text, known_zone));
  EXPECT_TRUE(read_org(text, known_zone, OrgRules::when_stored));
}

TEST(OrgPeople, HaveEmploymentLeaveAndARamp) {
  const auto org = office(
      R"({"people":[{"id":"ana","from":"2026-01-15","to":null,"ramp":["0",25,"50.5"],
                     "leave":[{"from":"2026-07-01","to":"2026-08-01"},{"from":"2026-12-01"}]}]})");

  const auto& ana = org.people.at(0);
  EXPECT_EQ(ana.employed.from, day("2026-01-15"));
  EXPECT_EQ(ana.employed.to, std::nullopt);
  EXPECT_THAT(ana.ramp_e4, ElementsAre(0, 250'000, 505'000));
  EXPECT_EQ(ana.leave.at(0).to, day("2026-08-01"));
  EXPECT_EQ(ana.leave.at(1).to, std::nullopt);
}

TEST(OrgPeople, DatesMustBeInOrderAndARampNeedsAFirstDay) {
  EXPECT_THAT(errors_of(R"({"people":[{"id":"a","from":"2026-02-01","to":"2026-01-01"},
                             {"id":"b","ramp":["50"]},
                             {"id":"c","from":"2026-01-01","ramp":["101"],
                              "leave":[{"to":"2026-01-01"},{"from":"2026-02-01","to":"2026-02-01"}]}]})"),
              ElementsAre("bad_value /people/0/to", "bad_value /people/1/ramp",
                          "bad_value /people/2/ramp/0", "missing /people/2/leave/0/from",
                          "bad_value /people/2/leave/1/to"));
}

TEST(OrgPeople, AMistypedIdGetsASuggestion) {
  EXPECT_EQ(only_message(R"({"people":[{"id":"benjamin"},{"id":"ana"}],
                          "teams":[{"id":"t","members":["benjamni"]}]})"),
            "there is no person with the id \"benjamni\": did you mean \"benjamin\"?");
  EXPECT_EQ(only_message(R"({"people":[{"id":"ben","aliases":["b@x.com"]}],
                          "teams":[{"id":"t","members":["b@x.com"]}]})"),
            "\"b@x.com\" is an alias: write the id of the person, \"ben\"");
}

TEST(OrgTeams, FormATree) {
  const auto org = office(
      R"({"teams":[{"id":"north","parent":"all"},{"id":"all","parent":null},{"id":"south","parent":"all"}]})");

  EXPECT_EQ(org.teams.at(0).parent, "all");
  EXPECT_EQ(org.teams.at(1).parent, "");
}

TEST(OrgTeams, AParentMustExist) {
  EXPECT_EQ(only_message(R"({"teams":[{"id":"north","parent":"sales"},{"id":"sale"}]})"),
            "there is no team with the id \"sales\": did you mean \"sale\"?");
}

TEST(OrgTeams, ACycleIsReportedOnceAndWhole) {
  EXPECT_EQ(only_message(R"({"teams":[{"id":"x","parent":"a"},{"id":"a","parent":"b"},
                                   {"id":"b","parent":"c"},{"id":"c","parent":"a"}]})"),
            "a team cannot be its own ancestor: a → b → c → a");
  EXPECT_THAT(errors_of(R"({"teams":[{"id":"a","parent":"a"},{"id":"b","parent":"c"},
                                    {"id":"c","parent":"b"}]})"),
              ElementsAre("bad_value /teams/0/parent", "bad_value /teams/1/parent"));
}

}  // namespace
}  // namespace dealbell::wire
