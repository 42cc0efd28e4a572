// Deliveries may arrive in any order and any number of times: for every built-in mapping, its own
// samples lead to the same state.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <numeric>
#include <random>
#include <set>
#include <sstream>

#include "core/state/sales_state.hpp"
#include "intake/mapping/mapping.hpp"

namespace dealbell {
namespace {

namespace fs = std::filesystem;
using intake::Delivery;
using intake::Mapping;

const fs::path folder = fs::path(DEALBELL_SOURCE_DIR) / "config/sources";

std::string text_of(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return std::move(text).str();
}

std::vector<std::string> built_in() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".json") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

// A delivery keeps its time of receipt: it decides the order when the sender gives no time.
struct Received {
  Delivery delivery;
  Instant at;
};

std::vector<Received> samples_of(const std::string& mapping) {
  std::vector<Received> deliveries;
  auto now = from_ms(1'900'000'000'000);  // after every sample's own times
  const auto file = nlohmann::json::parse(mapping);
  for (const auto& sample : file.at("samples")) {
    auto& [delivery, at] = deliveries.emplace_back();
    at = now += std::chrono::seconds(1);
    delivery.target = sample.value("target", "/hooks/x");
    if (sample.contains("headers"))
      for (const auto& [name, value] : sample["headers"].items())
        delivery.headers.emplace_back(name, value.get<std::string>());
    const auto& body = sample.at("body");
    delivery.body = body.is_string() ? body.get<std::string>() : body.dump();
  }
  return deliveries;
}

// The digest after these deliveries; like the ledger, it applies each event id once.
std::string digest_after(const Mapping& mapping, const std::vector<Received>& deliveries) {
  core::SalesState sales({}, core::Calendar::create({}).value());
  std::set<std::string> applied;
  Seq seq = 0;
  for (const auto& [delivery, at] : deliveries) {
    const auto outcomes = mapping.map(delivery, "crm", at, {});
    if (!outcomes) continue;
    for (const auto& outcome : *outcomes)
      if (outcome.kind == intake::ItemOutcome::Kind::event &&
          applied.insert(outcome.event.id).second)
        sales.apply(outcome.event, ++seq);
  }
  return sales.digest();
}

class DeliveryOrder : public testing::TestWithParam<std::string> {};

TEST_P(DeliveryOrder, ShuffledAndRepeatedSamplesLeadToTheSameState) {
  const auto text = text_of(folder / (GetParam() + ".json"));
  const auto reading = Mapping::read(text);
  ASSERT_TRUE(reading.mapping);
  const auto deliveries = samples_of(text);
  ASSERT_FALSE(deliveries.empty());
  const auto wanted = digest_after(*reading.mapping, deliveries);
  const auto seed = testing::UnitTest::GetInstance()->random_seed();
  std::mt19937 random(static_cast<unsigned>(seed));
  for (int round = 0; round < 50; ++round) {
    auto twice = deliveries;
    twice.insert(twice.end(), deliveries.begin(), deliveries.end());
    std::shuffle(twice.begin(), twice.end(), random);
    ASSERT_EQ(digest_after(*reading.mapping, twice), wanted)
        << "seed " << seed << ", round " << round;
  }
}

// HubSpot sends a new deal's properties before, with or after its creation, all of one millisecond.
TEST(HubSpotOrder, ACreationAndItsPropertiesOfOneMillisecondMakeOneDeal) {
  const auto reading = Mapping::read(text_of(folder / "hubspot.json"));
  ASSERT_TRUE(reading.mapping);
  const auto change = [](const std::string& what) {
    const auto body =
        R"([{"objectId":7,"portalId":1,"subscriptionId":2,"occurredAt":1795424400000,)" + what +
        "}]";
    return Received{{"POST", "/hooks/hubspot", {}, body}, from_ms(1'795'424'401'000)};
  };
  const auto property = [&](const std::string& name, const std::string& value) {
    return change(R"("subscriptionType":"deal.propertyChange","propertyName":")" + name +
                  R"(","propertyValue":")" + value + "\"");
  };
  std::vector<Received> deliveries{change(R"("subscriptionType":"deal.creation")"),
                                   property("dealstage", "closedwon"), property("amount", "100.50"),
                                   property("deal_currency_code", "EUR"),
                                   property("hubspot_owner_id", "4711")};
  const auto wanted = digest_after(*reading.mapping, deliveries);
  std::vector<std::size_t> order(deliveries.size());
  std::iota(order.begin(), order.end(), 0);
  do {
    std::vector<Received> shuffled;
    for (const auto i : order) shuffled.push_back(deliveries[i]);
    ASSERT_EQ(digest_after(*reading.mapping, shuffled), wanted);
  } while (std::next_permutation(order.begin(), order.end()));

  core::SalesState sales({}, core::Calendar::create({}).value());
  Seq seq = 0;
  for (const auto& [delivery, at] : deliveries) {
    const auto outcomes = reading.mapping->map(delivery, "hubspot", at, {});
    ASSERT_TRUE(outcomes);
    sales.apply(outcomes->front().event, ++seq);
  }
  const auto* deal = sales.find_deal("hubspot", "7");
  ASSERT_TRUE(deal);
  const auto contributions = sales.contributions_of(core::Base::won, 0);
  ASSERT_EQ(contributions.size(), 1u);
  EXPECT_EQ(contributions.front().amount_e4, 1'005'000);
}

INSTANTIATE_TEST_SUITE_P(BuiltIn, DeliveryOrder, testing::ValuesIn(built_in()),
                         [](const auto& tested) {
                           auto name = tested.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace dealbell
