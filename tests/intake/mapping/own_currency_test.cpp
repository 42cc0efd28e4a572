#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "core/facts/facts.hpp"
#include "support/intake/mapped.hpp"

// HubSpot sends one property at a time. The office's currency must not override the deal's own, in
// whatever order they arrive.
namespace dealbell::intake {
namespace {

std::vector<core::Event> hubspot_events(const std::string& items) {
  std::ifstream in(DEALBELL_SOURCE_DIR "/config/sources/hubspot.json");
  std::stringstream file;
  file << in.rdbuf();
  const auto outcomes = test::mapping_of(file.str())
                            .map(test::delivery_of("[" + items + "]"), "hubspot",
                                 from_ms(1'795'424'400'000), {{"settings", {{"currency", "EUR"}}}});
  std::vector<core::Event> events;
  for (const auto& outcome : outcomes.value()) events.push_back(outcome.event);
  return events;
}

std::string currency_after(const std::vector<core::Event>& events) {
  core::Facts facts;
  core::Deal deal;
  for (const auto& e : events) {
    const auto stamp =
        facts.stamps.add({core::merge_time(e), core::ahead(e), e.operation, e.order,
                          facts.names.intern(e.source), e.id, e.received_at, e.quiet});
    core::merge(deal, std::get<core::DealEvent>(e.what), stamp, facts.stamps, facts.names);
  }
  return deal.currency.value == core::no_name ? "" : facts.names.text(deal.currency.value);
}

std::string change(const std::string& name, const std::string& value, int at_ms) {
  return R"({"subscriptionId":"of )" + name + R"(","objectId":5,"occurredAt":)" +
         std::to_string(1'782'000'000'000 + at_ms) +
         R"(,"subscriptionType":"deal.propertyChange","propertyName":")" + name +
         R"(","propertyValue":")" + value + R"("})";
}

const std::string creation =
    R"({"subscriptionId":"new","objectId":5,"occurredAt":1782000000000,"subscriptionType":"deal.creation"})";

void expect_in_any_order(std::vector<std::string> items, const std::string& currency) {
  std::ranges::sort(items);
  do {
    std::vector<core::Event> all;
    for (const auto& item : items)
      for (auto& event : hubspot_events(item)) all.push_back(std::move(event));
    EXPECT_EQ(currency_after(all), currency) << testing::PrintToString(items);
  } while (std::ranges::next_permutation(items).found);
}

TEST(OwnCurrency, OfADealOverridesTheOfficesInAnyOrder) {
  for (const int later : {0, 1})
    expect_in_any_order(
        {creation, change("deal_currency_code", "USD", later), change("amount", "5400", later)},
        "USD");
  expect_in_any_order(
      {creation, change("deal_currency_code", "USD", 0), change("amount", "6000", 86'400'000)},
      "USD");
}

TEST(OwnCurrency, TheOfficesIsUsedIfADealHasNone) {
  expect_in_any_order({creation, change("amount", "5400", 0)}, "EUR");
  expect_in_any_order(
      {creation, change("deal_currency_code", "USD", 0), change("deal_currency_code", "", 5)},
      "EUR");
}

}  // namespace
}  // namespace dealbell::intake
