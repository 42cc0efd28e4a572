#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "intake/mapping/fields.hpp"
#include "support/intake/mapped.hpp"

// Payloads that vendors sent or print, which are not ours to keep here.
namespace dealbell::intake {
namespace {

namespace fs = std::filesystem;
using json = nlohmann::json;

const fs::path webhooks = fs::path(DEALBELL_SOURCE_DIR) / "../shared/webhooks";

std::string contents_of(const fs::path& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

// Which of our mappings a payload is for; "" for what is never pushed and for answers.
std::string mapping_name(const std::string& payload) {
  const std::pair<const char*, const char*> rows[] = {
      {"hubspot/workflow.", "hubspot-workflow"},
      {"hubspot/", "hubspot"},
      {"pipedrive/v1.", "pipedrive-v1"},
      {"pipedrive/v2.", "pipedrive"},
      {"close/", "close"},
      {"salesforce/outbound-message.", "salesforce"},
      {"salesforce/flow-http-callout.", "generic"},
      {"stripe/", "stripe"},
      {"generic/", "generic"},
      {"cloudevents/", "cloudevents"},
  };
  for (const auto& [prefix, name] : rows)
    if (payload.starts_with(prefix)) return name;
  return {};
}

Delivery delivery_with(const std::string& payload) {
  const auto path = webhooks / payload;
  const auto type = path.extension() == ".xml"    ? "text/xml"
                    : path.extension() == ".form" ? "application/x-www-form-urlencoded"
                                                  : "application/json";
  auto delivery = test::delivery_of(contents_of(path), type);
  const auto headers = contents_of(fs::path(path).replace_extension(".headers.json"));
  if (headers.empty()) return delivery;
  delivery.headers.clear();
  const auto written = json::parse(headers);
  for (const auto& [name, value] : written.items()) {
    std::string lower = name;
    std::ranges::transform(lower, lower.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    delivery.headers.emplace_back(lower, value.get<std::string>());
  }
  return delivery;
}

std::vector<std::string> shared_payloads() {
  std::vector<std::string> all;
  if (!fs::exists(webhooks)) return all;
  for (const auto& entry : fs::recursive_directory_iterator(webhooks)) {
    const auto name = fs::relative(entry.path(), webhooks).string();
    if (!mapping_name(name).empty() && name.find(".headers.") == std::string::npos)
      all.push_back(name);
  }
  std::ranges::sort(all);
  return all;
}

std::vector<Outcome> outcomes_with(const std::string& payload) {
  const auto mapping = test::mapping_of(contents_of(
      fs::path(DEALBELL_SOURCE_DIR) / "config/sources" / (mapping_name(payload) + ".json")));
  const auto outcomes = mapping.map(delivery_with(payload), "vendor", from_ms(0), {});
  if (outcomes) return *outcomes;
  ADD_FAILURE() << payload << ": " << outcomes.error().message;
  return {};
}

TEST(SharedPayloads, AreAllMappedWithoutAFailure) {
  const auto all = shared_payloads();
  if (all.empty()) GTEST_SKIP() << "no payloads in " << webhooks;
  std::size_t events = 0;

  for (const auto& payload : all)
    for (const auto& outcome : outcomes_with(payload)) {
      EXPECT_NE(outcome.kind, Outcome::Kind::failed)
          << payload << ": " << outcome.error.pointer << ": " << outcome.error.message;
      events += outcome.kind == Outcome::Kind::event;
    }

  EXPECT_GT(all.size(), 50u);
  EXPECT_GT(events, 45u);
}

// What is expected, in our terms. The sketches looked stages and owners up when they mapped; we
// keep the sender's keys, and the office document gives them names. A status that no word of the
// payload says ("open" of a creation or of an unlisted stage) is not expected any more; nor is a
// Salesforce close date taken for the time of winning.
json ours(json expected, const std::string& payload, const json& tables) {
  const auto raw = [&](const char* table, const std::string& name) {
    const auto rows = tables.value(table, json::object());
    for (const auto& [key, value] : rows.items())
      if (value == name) return key;
    return name.starts_with('#') ? name.substr(1) : name;
  };
  auto& set = expected["set"];
  if (set.contains("stage")) set["stage"] = raw("stages", set["stage"]);
  if (set.contains("owner")) set["owner"] = raw("owners", set["owner"]);
  if (payload == "hubspot/deal.creation.json" || payload == "hubspot/batch.out-of-order.json")
    if (!set.contains("stage")) set.erase("status");
  if (payload.starts_with("salesforce/")) {
    set["close_date"] = set["closed_at"];
    set.erase("closed_at");
  }
  if (expected["emit"] == "activity") {
    set["person"] = set["owner"];
    set.erase("owner");
  }
  return expected;
}

void compare(const json& expected, const Outcome& outcome) {
  if (expected.contains("ignored")) {
    EXPECT_EQ(outcome.kind, Outcome::Kind::ignored);
    return;
  }
  ASSERT_EQ(outcome.kind, Outcome::Kind::event) << outcome.reason << outcome.error.message;
  const auto event = json::parse(to_json(native(outcome.event)));
  const std::string emit = expected["emit"];
  const auto& entity = event.at(emit.substr(0, emit.find('.')));
  EXPECT_EQ(entity["id"], expected["id"]);
  EXPECT_EQ(to_ms(outcome.event.occurred_at.value()), expected["at"].get<std::int64_t>());
  if (emit == "deal.delete") {
    EXPECT_EQ(entity["status"], "deleted");
    return;
  }
  for (const auto& [name, value] : expected["set"].items()) {
    const auto got = entity.value(name, json("absent"));
    if (name == "amount")
      EXPECT_EQ(std::stod(got.get<std::string>()), value.get<double>());
    else if (name == "closed_at")
      EXPECT_EQ(to_ms(parse_instant(got.get<std::string>()).value()), value.get<std::int64_t>());
    else
      EXPECT_EQ(got, value) << name;
  }
}

TEST(SharedPayloads, GiveTheExpectedEvents) {
  const auto text = contents_of(webhooks / "mappings/expected.json");
  if (text.empty()) GTEST_SKIP() << "no mappings/expected.json in " << webhooks;
  const auto sketches = json::parse(contents_of(webhooks / "mappings/sketch.json"));
  const std::map<std::string, std::string> sketch_of{
      {"hubspot", "hubspot"}, {"pipedrive", "pipedrive-v2"}, {"salesforce", "salesforce-outbound"}};
  const auto all = json::parse(text);

  for (const auto& [payload, expected] : all.items()) {
    SCOPED_TRACE(payload);
    const auto vendor = payload.substr(0, payload.find('/'));
    const auto outcomes = outcomes_with(payload);
    ASSERT_EQ(outcomes.size(), expected.size());
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      SCOPED_TRACE(i);
      // A repetition has the id of the first, by which the ledger knows it.
      if (expected[i].contains("duplicate"))
        EXPECT_EQ(outcomes[i].event.id, outcomes[i - 1].event.id);
      else
        compare(ours(expected[i], payload, sketches[sketch_of.at(vendor)]["tables"]), outcomes[i]);
    }
  }
}

}  // namespace
}  // namespace dealbell::intake
