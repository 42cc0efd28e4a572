#include "wire/same_event.hpp"

#include <gtest/gtest.h>

#include <string>

namespace dealbell::wire {
namespace {

std::string body(const std::string& closed_at, const std::string& amount = "1000.00") {
  return R"({"id":"e","type":"deal","occurred_at":"2026-12-01T00:00:00Z","deal":{"id":"D","amount":")" +
         amount + R"(","closed_at":")" + closed_at + "\"}}";
}

// Until 0.1 a day was stored as its noon in the zone of the office or of the mapping.
TEST(SameEvent, ADayIsEveryTimeThatAnOlderProgramStoredForIt) {
  for (const auto* time : {"2026-11-30T11:00:00Z", "2026-11-30T12:00:00Z", "2026-11-30T00:00:00Z",
                           "2026-11-29T22:15:00Z", "2026-11-30T22:00:00Z"}) {
    EXPECT_TRUE(same_event(body(time), body("2026-11-30"))) << time;
    EXPECT_TRUE(same_event(body("2026-11-30"), body(time))) << time;
  }
}

TEST(SameEvent, AnythingElseDiffers) {
  EXPECT_FALSE(same_event(body("2026-11-28T12:00:00Z"), body("2026-11-30")));
  EXPECT_FALSE(same_event(body("2026-12-02T12:00:00Z"), body("2026-11-30")));
  EXPECT_FALSE(same_event(body("2026-11-29"), body("2026-11-30")));
  EXPECT_FALSE(same_event(body("2026-11-30T11:00:00Z"), body("2026-11-30T12:00:00Z")));
  EXPECT_FALSE(same_event(body("2026-11-30T11:00:00Z"), body("2026-11-30", "999.00")));
  EXPECT_FALSE(same_event(body("2026-11-30T11:00:00Z"), "not an event"));
}

}  // namespace
}  // namespace dealbell::wire
