#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "org_errors.hpp"

namespace dealbell::wire {
namespace {

std::vector<core::RateSheet> dollars(const char* from) {
  return {{day(from), "EUR", {{"USD", 10'823'000'000}}}};
}

TEST(OrgSplice, ReplacesTheRatesAndNothingElse) {
  EXPECT_EQ(with_rates("{ \"name\": \"x\",\n  \"r\\u0061tes\" : [ ],\"zone\":\"Europe/Berlin\"}",
                       dollars("2026-11-02"))
                .value(),
            "{ \"name\": \"x\",\n  \"r\\u0061tes\" : [\n"
            "    {\"from\":\"2026-11-02\",\"base\":\"EUR\",\"per\":{\"USD\":\"1.0823\"}}\n"
            "  ],\"zone\":\"Europe/Berlin\"}");
}

TEST(OrgSplice, AddsRatesWhereThereAreNone) {
  EXPECT_EQ(with_rates("{\"name\":\"x\"}\n", {}).value(), "{\"name\":\"x\",\n  \"rates\": []\n}\n");
  EXPECT_EQ(with_rates("{\n  \"name\": \"}\"\n}\n", {}).value(),
            "{\n  \"name\": \"}\",\n  \"rates\": []\n}\n");
  EXPECT_EQ(with_rates(" { } ", {}).value(), " {\n  \"rates\": [] } ");
  EXPECT_EQ(with_rates("{}", {}).value(), "{\n  \"rates\": []\n}");
}

TEST(OrgSplice, TheExampleKeepsEverythingElse) {
  const auto text = file("config/org.example.json");
  auto expected = office(text);
  expected.rates = dollars("2026-11-23");

  const auto spliced = with_rates(text, expected.rates).value();

  EXPECT_EQ(office(spliced), expected);
  EXPECT_NE(spliced.find("\"name\": \"Christmas\""), std::string::npos);
}

TEST(OrgSplice, OtherTextIsRefused) {
  EXPECT_EQ(with_rates("{", {}).error().code, Errc::bad_json);
  EXPECT_EQ(with_rates("[]", {}).error().code, Errc::wrong_type);
}

}  // namespace
}  // namespace dealbell::wire
