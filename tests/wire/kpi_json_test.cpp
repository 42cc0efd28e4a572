#include "wire/kpi_json.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

#include "wire/json_writer.hpp"

namespace dealbell::wire {
namespace {

std::string text_of(double number) { return JsonWriter().value(number).text(); }

TEST(JsonNumbers, AreExactDecimalsWithoutAnExponent) {
  EXPECT_EQ(text_of(1'234'567), "1234567");
  EXPECT_EQ(text_of(123'456.25), "123456.25");
  EXPECT_EQ(text_of(1'234'567.8901), "1234567.8901");
  EXPECT_EQ(text_of(0.00001), "0.00001");
  EXPECT_EQ(text_of(-0.5), "-0.5");
  EXPECT_EQ(text_of(0), "0");
  for (const auto number : {1.0 / 3, 1e300, 5e-324, 9'007'199'254'740'993.0})
    EXPECT_EQ(std::strtod(text_of(number).c_str(), nullptr), number);
}

core::ExplainLine line(core::Unit unit, core::Sum value) {
  core::ExplainLine line;
  line.part = unit == core::Unit::money ? "won" : "won_n";
  line.deal = "D1";
  line.source = "api";
  line.unit = unit;
  line.value = value;
  return line;
}

TEST(DealsJson, ListsMoneyWithItsCurrencyAndCountsAsNumbers) {
  core::Explanation explanation;
  explanation.answer.currency = "EUR";
  explanation.lines = {line(core::Unit::money, 5'000'000), line(core::Unit::count, 1)};
  auto activity = line(core::Unit::count, 1);
  activity.deal.clear();
  activity.activity = "A1";
  explanation.lines.push_back(activity);

  const auto text = write_deals(explanation);

  EXPECT_NE(text.find(R"("value":"500.00","currency":"EUR")"), std::string::npos) << text;
  EXPECT_NE(text.find(R"("value":1,"currency":null)"), std::string::npos) << text;
  EXPECT_NE(text.find(R"("deal":null,"activity":"A1")"), std::string::npos) << text;
  EXPECT_EQ(text.find("0.0001"), std::string::npos) << text;
}

}  // namespace
}  // namespace dealbell::wire
