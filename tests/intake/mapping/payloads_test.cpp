#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "intake/document/json.hpp"
#include "intake/mapping/native_format.hpp"
#include "support/intake/mapped.hpp"
#include "support/intake/test_data.hpp"

// Payloads of the large CRMs against the mappings that we ship: our own, and shared ones that
// vendors sent or print in their documentation.
namespace dealbell::intake {
namespace {

namespace fs = std::filesystem;
using json = nlohmann::json;

constexpr std::pair<std::string_view, std::string_view> mapping_of_prefix[] = {
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

// The mapping for a payload; "" for files that are not webhooks.
std::string mapping_name(const std::string& payload) {
  for (const auto& [prefix, name] : mapping_of_prefix)
    if (payload.starts_with(prefix)) return std::string(name);
  return {};
}

Delivery delivery_with(const fs::path& path) {
  const auto type = path.extension() == ".xml"    ? "text/xml"
                    : path.extension() == ".form" ? "application/x-www-form-urlencoded"
                                                  : "application/json";
  auto delivery = test::delivery_of(test::file_text(path), type);
  const auto headers = test::file_text(fs::path(path).replace_extension(".headers.json"));
  if (headers.empty()) return delivery;
  delivery.headers.clear();
  const auto parsed = json::parse(headers);
  for (const auto& [name, value] : parsed.items()) {
    std::string lower = name;
    std::ranges::transform(lower, lower.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    delivery.headers.emplace_back(lower, value.get<std::string>());
  }
  return delivery;
}

std::vector<std::string> payloads_in(const fs::path& folder) {
  std::vector<std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const auto name = fs::relative(entry.path(), folder).string();
    if (!mapping_name(name).empty() && name.find(".headers.") == std::string::npos)
      all.push_back(name);
  }
  std::ranges::sort(all);
  return all;
}

std::vector<ItemOutcome> outcomes_of(const fs::path& folder, const std::string& payload) {
  const auto mapping = test::mapping_of(test::file_text(
      fs::path(DEALBELL_SOURCE_DIR) / "config/sources" / (mapping_name(payload) + ".json")));
  const auto outcomes = mapping.map(delivery_with(folder / payload), "vendor", from_ms(0), {});
  if (outcomes) return *outcomes;
  ADD_FAILURE() << payload << ": " << outcomes.error().message;
  return {};
}

TEST(Payloads, AreAllMappedWithoutAFailure) {
  for (const auto& folder : test::data_folders("webhooks", "webhooks")) {
    SCOPED_TRACE(folder);
    std::set<std::string> with_payloads, with_events;
    for (const auto& payload : payloads_in(folder)) {
      with_payloads.insert(mapping_name(payload));
      for (const auto& outcome : outcomes_of(folder, payload)) {
        EXPECT_NE(outcome.kind, ItemOutcome::Kind::failed)
            << payload << ": " << outcome.error.pointer << ": " << outcome.error.message;
        if (outcome.kind == ItemOutcome::Kind::event) with_events.insert(mapping_name(payload));
      }
    }
    for (const auto& [prefix, name] : mapping_of_prefix)
      EXPECT_TRUE(with_payloads.contains(std::string(name))) << name;
    EXPECT_GE(with_events.size(), 8u);  // the shared payloads of Stripe are all in test mode
  }
}

// The shared expectations come from sketches of the mappings, which looked up stages and owners.
// Our mappings keep the sender's keys, and the org document gives them names. We do not expect a
// status that no word of the payload gives ("open" for a creation or an unlisted stage), nor a
// Salesforce close date as the time of winning.
json translated(json expected, const std::string& payload, const json& tables) {
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

void compare(const json& expected, const ItemOutcome& outcome) {
  if (expected.contains("ignored")) {
    EXPECT_EQ(outcome.kind, ItemOutcome::Kind::ignored);
    return;
  }
  ASSERT_EQ(outcome.kind, ItemOutcome::Kind::event) << outcome.reason << outcome.error.message;
  const auto event = json::parse(to_json(native_format(outcome.event)));
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

TEST(Payloads, GiveTheExpectedEvents) {
  const std::map<std::string, std::string> sketch_of{
      {"hubspot", "hubspot"}, {"pipedrive", "pipedrive-v2"}, {"salesforce", "salesforce-outbound"}};
  for (const auto& folder : test::data_folders("webhooks", "webhooks")) {
    SCOPED_TRACE(folder);
    const auto all = json::parse(test::file_text(folder / "mappings/expected.json"));
    const auto sketches = test::file_text(folder / "mappings/sketch.json");
    for (const auto& [payload, expected] : all.items()) {
      SCOPED_TRACE(payload);
      const auto vendor = payload.substr(0, payload.find('/'));
      const auto outcomes = outcomes_of(folder, payload);
      ASSERT_EQ(outcomes.size(), expected.size());
      for (std::size_t i = 0; i < outcomes.size(); ++i) {
        SCOPED_TRACE(i);
        // A repeated change has the id of the first; the ledger recognises it by that.
        if (expected[i].contains("duplicate"))
          EXPECT_EQ(outcomes[i].event.id, outcomes[i - 1].event.id);
        else if (sketches.empty())
          compare(expected[i], outcomes[i]);
        else
          compare(translated(expected[i], payload,
                             json::parse(sketches)[sketch_of.at(vendor)]["tables"]),
                  outcomes[i]);
      }
    }
  }
}

}  // namespace
}  // namespace dealbell::intake
