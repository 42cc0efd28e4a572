#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "intake/mapping/fields.hpp"
#include "intake/mapping/mapping.hpp"
#include "intake/signature/auth.hpp"

// What callers, chat and smaller CRMs send or print, which is not ours to keep here, against the
// mappings that ship for them.
namespace dealbell::intake {
namespace {

using json = nlohmann::json;

const std::string vendors[] = {"aircall", "dialpad", "twilio",  "dynamics",  "zoho",
                               "copper",  "monday",  "zendesk", "freshsales"};

// Where the outcome is another than the list's word for the payload makes one expect.
const std::map<std::string, std::string> others{
    // A call is one event, its end.
    {"aircall/call.created.json", "ignored"},
    // Nothing but an id: neither what was done nor by whom.
    {"copper/activity_log.new.json", "ignored"},
    // Whether a group is a stage is for the office to say.
    {"monday/move_pulse_into_group.json", "ignored"},
    // Solved, and a solved ticket is an activity.
    {"zendesk/event.ticket.status_changed.json", "activity"},
    // A page of a stream that is fetched; as a webhook it is nothing.
    {"zendesk/sell.firehose.deal.updated.json", "ignored"},
};

std::string webhooks_folder() {
  const auto* shared = std::getenv("DEALBELL_SHARED");
  return (shared ? shared : std::string(DEALBELL_SOURCE_DIR) + "/../shared") + "/webhooks/";
}

std::string text_of_file(const std::string& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

struct Payload {
  std::string file, vendor, event, headers_file;
};

std::vector<Payload> vendor_payloads() {
  std::vector<Payload> all;
  const auto list = text_of_file(webhooks_folder() + "manifest.json");
  if (list.empty()) return all;
  const auto parsed = json::parse(list);
  for (const auto& entry : parsed["files"]) {
    const std::string file = entry["file"];
    const auto vendor = file.substr(0, file.find('/'));
    if (std::ranges::find(vendors, vendor) != std::end(vendors))
      all.push_back({file, vendor, entry["event"], entry.value("headers_file", "")});
  }
  return all;
}

// Deliveries without kept headers have the type that their file's name says.
Delivery delivery_of(const Payload& payload) {
  Delivery delivery{
      "POST", "/hooks/" + payload.vendor, {}, text_of_file(webhooks_folder() + payload.file)};
  const bool jwt = payload.file.ends_with(".jwt");
  json headers{{"content-type", jwt ? "application/jwt" : "application/json"}};
  if (!payload.headers_file.empty())
    headers.update(json::parse(text_of_file(webhooks_folder() + payload.headers_file)));
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
  auto reading = Mapping::read(
      text_of_file(std::string(DEALBELL_SOURCE_DIR) + "/config/sources/" + vendor + ".json"));
  if (!reading.mapping) throw std::runtime_error(vendor + " is no mapping");
  return known.emplace(vendor, std::move(*reading.mapping)).first->second;
}

std::vector<Outcome> outcomes_of(const Payload& payload, const Tables& tables = {}) {
  const auto outcomes =
      mapping_for(payload.vendor)
          .map(delivery_of(payload), payload.vendor, from_ms(1'795'424'400'000), tables);
  if (outcomes) return *outcomes;
  ADD_FAILURE() << outcomes.error().message;
  return {};
}

json event_of(const Outcome& outcome) { return json::parse(to_json(native(outcome.event))); }

std::string kind_of(const Outcome& outcome) {
  if (outcome.kind == Outcome::Kind::ignored) return "ignored";
  if (outcome.kind == Outcome::Kind::failed)
    return "failed: " + outcome.error.pointer + ": " + outcome.error.message;
  const auto event = event_of(outcome);
  const std::string type = event["type"];
  return event[type].value("status", "") == "deleted" ? type + " deleted" : type;
}

std::string kind_expected(const Payload& payload) {
  if (const auto other = others.find(payload.file); other != others.end()) return other->second;
  if (payload.event.starts_with("deal.deleted")) return "deal deleted";
  if (payload.event.starts_with("deal.") || payload.event.find(" deals ") != std::string::npos)
    return "deal";
  if (payload.event.starts_with("activity.")) return "activity";
  return "ignored";
}

TEST(VendorMappings, HaveKnownSchemesAndRunTheirSamples) {
  for (const auto& vendor : vendors) {
    SCOPED_TRACE(vendor);
    const auto& mapping = mapping_for(vendor);
    EXPECT_EQ(mapping.name(), vendor);
    EXPECT_FALSE(mapping.schemes().empty());
    for (const auto& scheme : mapping.schemes()) EXPECT_TRUE(find_scheme(scheme)) << scheme;
    EXPECT_GE(mapping.sample_count(), 4u);
    for (const auto& wrong : mapping.run_samples())
      ADD_FAILURE() << wrong.pointer << ": " << wrong.message;
  }
}

TEST(VendorPayloads, EachGivesWhatTheListSaysItIs) {
  const auto all = vendor_payloads();
  if (all.empty()) GTEST_SKIP() << "no webhooks/manifest.json in DEALBELL_SHARED or ../shared";
  EXPECT_GE(all.size(), 33u);

  std::map<std::string, int> kinds;
  for (const auto& payload : all) {
    SCOPED_TRACE(payload.file);
    const auto outcomes = outcomes_of(payload);
    const auto first = payload.event.front();
    const bool counted = first >= '2' && first <= '9';  // "3 deals created"
    EXPECT_EQ(outcomes.size(), counted ? static_cast<std::size_t>(first - '0') : 1u);
    for (const auto& outcome : outcomes) {
      EXPECT_EQ(kind_of(outcome), kind_expected(payload)) << outcome.reason;
      ++kinds[kind_of(outcome)];
    }
  }
  EXPECT_GE(kinds["deal"], 14);
  EXPECT_GE(kinds["deal deleted"], 4);
  EXPECT_GE(kinds["activity"], 8);
}

TEST(VendorPayloads, AWonDealIsWon) {
  const auto all = vendor_payloads();
  if (all.empty()) GTEST_SKIP() << "no webhooks/manifest.json in DEALBELL_SHARED or ../shared";
  int won = 0;

  for (const auto& payload : all) {
    if (!payload.event.starts_with("deal.won")) continue;
    SCOPED_TRACE(payload.file);
    const auto deal = event_of(outcomes_of(payload).at(0))["deal"];
    EXPECT_EQ(deal["status"], "won");
    EXPECT_EQ(deal["amount"], "45000.00");
    ++won;
  }

  EXPECT_EQ(won, 4);
}

TEST(VendorPayloads, NoPhoneNumberIsKept) {
  const auto all = vendor_payloads();
  if (all.empty()) GTEST_SKIP() << "no webhooks/manifest.json in DEALBELL_SHARED or ../shared";

  for (const auto& payload : all)
    for (const auto& outcome : outcomes_of(payload)) {
      if (outcome.kind != Outcome::Kind::event) continue;
      EXPECT_EQ(event_of(outcome).dump().find('+'), std::string::npos) << payload.file;
    }
}

TEST(VendorPayloads, AChallengeIsEchoedAndAGroupMayBeAStage) {
  const auto all = vendor_payloads();
  if (all.empty()) GTEST_SKIP() << "no webhooks/manifest.json in DEALBELL_SHARED or ../shared";
  const Payload challenge{"monday/challenge.json", "monday", "", ""};
  const auto reply = mapping_for("monday").challenge(delivery_of(challenge));
  ASSERT_TRUE(reply);
  EXPECT_EQ(json::parse(reply->body),
            json::parse(text_of_file(webhooks_folder() + challenge.file)));

  const Payload moved{"monday/move_pulse_into_group.json", "monday", "", ""};
  const auto outcomes = outcomes_of(moved, {{"groups", {{"group_title", "Won"}}}});
  EXPECT_EQ(event_of(outcomes.at(0))["deal"]["stage"], "Won");
  EXPECT_EQ(event_of(outcomes.at(0))["deal"]["status"], "won");
}

}  // namespace
}  // namespace dealbell::intake
