// What a CRM sends may come in any order and any number of times: for every mapping that ships, its
// own samples end in one state.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "core/floor.hpp"
#include "intake/mapping.hpp"

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

std::vector<std::string> shipped() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".json") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

// A delivery keeps its time of receipt: a sender that names no time is ordered by it.
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

// The floor that heard these, each event of the ledger once.
std::string digest_after(const Mapping& mapping, const std::vector<Received>& deliveries) {
  core::Floor floor({}, core::Calendar::create({}).value());
  std::set<std::string> heard;
  core::Seq seq = 0;
  for (const auto& [delivery, at] : deliveries) {
    const auto outcomes = mapping.map(delivery, "crm", at, {});
    if (!outcomes) continue;
    for (const auto& outcome : *outcomes)
      if (outcome.kind == intake::Outcome::Kind::event && heard.insert(outcome.event.id).second)
        floor.apply(outcome.event, ++seq);
  }
  return floor.digest();
}

class HookOrders : public testing::TestWithParam<std::string> {};

TEST_P(HookOrders, ShuffledAndRepeatedSamplesEndInOneState) {
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

INSTANTIATE_TEST_SUITE_P(Shipped, HookOrders, testing::ValuesIn(shipped()), [](const auto& tested) {
  auto name = tested.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace dealbell
