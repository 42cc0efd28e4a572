#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "intake/document/json.hpp"
#include "intake/mapping/mapping.hpp"
#include "intake/mapping/native_format.hpp"
#include "intake/signature/auth.hpp"
#include "support/intake/test_data.hpp"

// Payloads of phone systems, chats and smaller CRMs against the mappings that we ship: our own, and
// shared ones that vendors sent or print in their documentation. manifest.json lists them.
namespace dealbell::intake {
namespace {

namespace fs = std::filesystem;
using json = nlohmann::json;

const std::string vendors[] = {"aircall", "dialpad", "twilio",  "dynamics",  "zoho",
                               "copper",  "monday",  "zendesk", "freshsales"};

// Expected outcomes that differ from what the manifest's event suggests.
const std::map<std::string, std::string> exceptions{
    // A call is one event, sent at its end.
    {"aircall/call.created.json", "ignored"},
    // Contains only an id, neither the kind of activity nor the person.
    {"copper/activity_log.new.json", "ignored"},
    // The office decides whether a group is a stage.
    {"monday/move_pulse_into_group.json", "ignored"},
    // A solved ticket is an activity.
    {"zendesk/event.ticket.status_changed.json", "activity"},
    // A page of a stream that must be fetched, not a webhook.
    {"zendesk/sell.firehose.deal.updated.json", "ignored"},
};

struct Payload {
  fs::path folder;
  std::string file, vendor, event, headers_file;
};

std::vector<Payload> payloads_in(const fs::path& folder) {
  std::vector<Payload> all;
  const auto manifest = json::parse(test::file_text(folder / "manifest.json"));
  for (const auto& entry : manifest["files"]) {
    const std::string file = entry["file"];
    const auto vendor = file.substr(0, file.find('/'));
    if (std::ranges::find(vendors, vendor) != std::end(vendors))
      all.push_back({folder, file, vendor, entry["event"], entry.value("headers_file", "")});
  }
  return all;
}

std::vector<fs::path> folders() { return test::data_folders("webhooks", "webhooks"); }

// Without a headers file, the file's name gives the content type.
Delivery delivery_of(const Payload& payload) {
  Delivery delivery{
      "POST", "/hooks/" + payload.vendor, {}, test::file_text(payload.folder / payload.file)};
  EXPECT_FALSE(delivery.body.empty()) << payload.file;
  const bool jwt = payload.file.ends_with(".jwt");
  json headers{{"content-type", jwt ? "application/jwt" : "application/json"}};
  if (!payload.headers_file.empty())
    headers.update(json::parse(test::file_text(payload.folder / payload.headers_file)));
  for (const auto& [name, value] : headers.items()) {
    std::string lower(name);
    for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    delivery.headers.emplace_back(std::move(lower), value.get<std::string>());
  }
  return delivery;
}

const Mapping& mapping_for(const std::string& vendor) {
  static std::map<std::string, Mapping> known;
  const auto found = known.find(vendor);
  if (found != known.end()) return found->second;
  auto result = Mapping::read(
      test::file_text(fs::path(DEALBELL_SOURCE_DIR) / "config/sources" / (vendor + ".json")));
  if (!result.mapping) throw std::runtime_error("the mapping " + vendor + " has errors");
  return known.emplace(vendor, std::move(*result.mapping)).first->second;
}

std::vector<ItemOutcome> outcomes_of(const Payload& payload, const Tables& tables = {}) {
  const auto outcomes =
      mapping_for(payload.vendor)
          .map(delivery_of(payload), payload.vendor, from_ms(1'795'424'400'000), tables);
  if (outcomes) return *outcomes;
  ADD_FAILURE() << outcomes.error().message;
  return {};
}

json event_of(const ItemOutcome& outcome) {
  return json::parse(to_json(native_format(outcome.event)));
}

std::string kind_of(const ItemOutcome& outcome) {
  if (outcome.kind == ItemOutcome::Kind::ignored) return "ignored";
  if (outcome.kind == ItemOutcome::Kind::failed)
    return "failed: " + outcome.error.pointer + ": " + outcome.error.message;
  const auto event = event_of(outcome);
  const std::string type = event["type"];
  return event[type].value("status", "") == "deleted" ? type + " deleted" : type;
}

std::string expected_kind(const Payload& payload) {
  if (const auto known = exceptions.find(payload.file); known != exceptions.end())
    return known->second;
  if (payload.event.starts_with("deal.deleted")) return "deal deleted";
  if (payload.event.starts_with("deal.") || payload.event.find(" deals ") != std::string::npos)
    return "deal";
  if (payload.event.starts_with("activity.")) return "activity";
  return "ignored";
}

TEST(VendorMappings, HaveKnownSchemesAndPassTheirSamples) {
  for (const auto& vendor : vendors) {
    SCOPED_TRACE(vendor);
    const auto& mapping = mapping_for(vendor);
    EXPECT_EQ(mapping.name(), vendor);
    EXPECT_FALSE(mapping.schemes().empty());
    for (const auto& scheme : mapping.schemes()) EXPECT_TRUE(find_scheme(scheme)) << scheme;
    EXPECT_GE(mapping.sample_count(), 4u);
    for (const auto& error : mapping.run_samples())
      ADD_FAILURE() << error.pointer << ": " << error.message;
  }
}

TEST(VendorPayloads, GiveWhatTheManifestSays) {
  for (const auto& folder : folders()) {
    SCOPED_TRACE(folder);
    std::set<std::string> with_events;
    std::map<std::string, int> kinds;
    for (const auto& payload : payloads_in(folder)) {
      SCOPED_TRACE(payload.file);
      const auto outcomes = outcomes_of(payload);
      const auto first = payload.event.front();
      const bool counted = first >= '2' && first <= '9';  // "3 deals created"
      EXPECT_EQ(outcomes.size(), counted ? static_cast<std::size_t>(first - '0') : 1u);
      for (const auto& outcome : outcomes) {
        EXPECT_EQ(kind_of(outcome), expected_kind(payload)) << outcome.reason;
        ++kinds[kind_of(outcome)];
        if (outcome.kind == ItemOutcome::Kind::event) with_events.insert(payload.vendor);
      }
    }
    for (const auto& vendor : vendors) EXPECT_TRUE(with_events.contains(vendor)) << vendor;
    for (const auto* kind : {"deal", "deal deleted", "activity", "ignored"})
      EXPECT_GE(kinds[kind], 4) << kind;
  }
}

TEST(VendorPayloads, AWonDealIsWon) {
  for (const auto& folder : folders()) {
    SCOPED_TRACE(folder);
    int won = 0;
    for (const auto& payload : payloads_in(folder)) {
      if (!payload.event.starts_with("deal.won")) continue;
      SCOPED_TRACE(payload.file);
      const auto deal = event_of(outcomes_of(payload).at(0))["deal"];
      EXPECT_EQ(deal["status"], "won");
      EXPECT_EQ(deal["amount"], "45000.00");
      ++won;
    }
    EXPECT_EQ(won, 4);
  }
}

TEST(VendorPayloads, PhoneNumbersAreNotKept) {
  for (const auto& folder : folders())
    for (const auto& payload : payloads_in(folder))
      for (const auto& outcome : outcomes_of(payload)) {
        if (outcome.kind != ItemOutcome::Kind::event) continue;
        EXPECT_EQ(event_of(outcome).dump().find('+'), std::string::npos) << payload.file;
      }
}

TEST(VendorPayloads, AChallengeIsEchoedAndAGroupMayBeAStage) {
  for (const auto& folder : folders()) {
    SCOPED_TRACE(folder);
    const Payload challenge{folder, "monday/challenge.json", "monday", "", ""};
    const auto reply = mapping_for("monday").challenge(delivery_of(challenge));
    ASSERT_TRUE(reply);
    EXPECT_EQ(json::parse(reply->body), json::parse(delivery_of(challenge).body));

    const Payload moved{folder, "monday/move_pulse_into_group.json", "monday", "", ""};
    const std::string group = json::parse(delivery_of(moved).body)["event"]["destGroupId"];
    const auto deal = event_of(outcomes_of(moved, {{"groups", {{group, "Won"}}}}).at(0))["deal"];
    EXPECT_EQ(deal["stage"], "Won");
    EXPECT_EQ(deal["status"], "won");
  }
}

}  // namespace
}  // namespace dealbell::intake
