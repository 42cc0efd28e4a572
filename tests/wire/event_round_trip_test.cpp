#include <gtest/gtest.h>

#include "event_equal.hpp"
#include "random_event.hpp"
#include "wire/event_json.hpp"

namespace dealbell::wire {
namespace {

TEST(EventJson, AWrittenEventIsReadBackUnchanged) {
  const auto seed = static_cast<std::uint64_t>(::testing::UnitTest::GetInstance()->random_seed());
  RecordProperty("seed", std::to_string(seed));
  RandomEvent random_event(seed);

  for (int i = 0; i < 20'000; ++i) {
    const auto event = random_event();
    const auto text = write_event(event);
    const auto back = read_event(text, event.source, event.received_at);

    ASSERT_TRUE(back) << "seed " << seed << ": " << text << "\n"
                      << back.error().message << back.error().pointer;
    ASSERT_TRUE(*back == event) << "seed " << seed << ": " << text;
    ASSERT_EQ(write_event(*back), text) << "seed " << seed;
  }
}

TEST(EventJson, TheOrderOfMembersDoesNotChangeTheCanonicalText) {
  constexpr auto one = R"({"id":"e","type":"deal","occurred_at":"2026-11-23T09:30:00Z",
                           "deal":{"id":"D","amount":"1.50","status":"won"}})";
  constexpr auto other = R"({"deal":{"status":"won","amount":1.5,"id":"D","mood":[1,{"a":null}]},
                            "occurred_at":"2026-11-23T10:30:00+01:00","type":"deal","id":"e","x":{}})";

  const auto a = read_event(one, "crm", {});
  const auto b = read_event(other, "crm", {});

  EXPECT_EQ(write_event(a.value()), write_event(b.value()));
}

TEST(EventJson, TheCanonicalTextLeavesOutSourceAndReceipt) {
  constexpr auto text =
      R"({"id":"e","type":"deal","occurred_at":"2026-11-23T09:30:00Z","deal":{"id":"D","amount":"1.50","probability":12.5,"close_date":null}})";

  EXPECT_EQ(write_event(read_event(text, "crm", from_ms(5)).value()), text);
}

TEST(EventJson, AnUnreadableStoredEventIsCorrupt) {
  EXPECT_EQ(read_event("{\"id\":\"e\"", "crm", {}).error().code, Errc::corrupt);
  EXPECT_EQ(read_event("{}", "crm", {}).error().code, Errc::corrupt);
}

TEST(EventJson, AStoredEventMayLackItsTime) {
  const auto event =
      read_event(R"({"id":"e","type":"refund","refund":{"id":"R"}})", "crm", from_ms(7));

  EXPECT_FALSE(event.value().occurred_at);
  EXPECT_EQ(event.value().received_at, from_ms(7));
}

}  // namespace
}  // namespace dealbell::wire
