#include "base/time.hpp"

#include <gtest/gtest.h>

namespace dealbell {
namespace {

TEST(TimeText, InstantsNeedAZoneAndKeepMilliseconds) {
  EXPECT_EQ(format_instant(parse_instant("2026-11-23T09:30:00Z").value()), "2026-11-23T09:30:00Z");
  EXPECT_EQ(format_instant(parse_instant("2026-11-23T09:30:00.1239+01:00").value()),
            "2026-11-23T08:30:00.123Z");
  EXPECT_EQ(
      parse_instant("2026-11-23T09:30:00").error().message,
      "\"2026-11-23T09:30:00\": the zone is missing: end it with Z or an offset such as +01:00");
}

TEST(TimeText, DaysThatDoNotExistAreRejected) {
  EXPECT_EQ(parse_day("2026-02-31").error().message, "\"2026-02-31\": this date does not exist");
  EXPECT_FALSE(parse_day("2025-02-29"));
  EXPECT_TRUE(parse_day("2024-02-29"));
  EXPECT_FALSE(parse_instant("2026-02-31T00:00:00Z"));
}

TEST(TimeText, AnythingElseIsRejected) {
  for (const auto* text :
       {"", "2026", "2026-11-23", "23.11.2026", "2026-11-23T25:00:00Z", "2026-11-23T09:60Z",
        "2026-11-23T09:30:00+25:00", "2026-11-23T09:30:00Z ", "1500-01-01T00:00:00Z",
        "2026-11-23T09:30:00.Z", "-026-11-23T09:30:00Z"})
    EXPECT_FALSE(parse_instant(text)) << text;
}

}  // namespace
}  // namespace dealbell
