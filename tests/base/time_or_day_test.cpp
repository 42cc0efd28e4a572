#include "base/time_or_day.hpp"

#include <gtest/gtest.h>

namespace dealbell {
namespace {

TEST(TimeOrDay, KeepsWhatItWasGiven) {
  for (const auto* text : {"1900-01-01", "1969-12-31", "1970-01-01", "2026-11-30", "2199-12-31"}) {
    const auto when = parse_time_or_day(text).value();
    EXPECT_TRUE(when.is_day());
    EXPECT_EQ(when.day(), parse_day(text).value());
    EXPECT_EQ(format_time_or_day(when), text);
  }
  for (const auto* text : {"1900-01-01T00:00:00Z", "1969-12-31T23:59:59.999Z",
                           "1970-01-01T00:00:00Z", "2199-12-31T23:59:59.001Z"}) {
    const auto when = parse_time_or_day(text).value();
    EXPECT_FALSE(when.is_day());
    EXPECT_EQ(when.time(), parse_instant(text).value());
    EXPECT_EQ(format_time_or_day(when), text);
  }
}

TEST(TimeOrDay, ADayIsNotItsMidnight) {
  const auto day = parse_day("2026-11-30").value();
  EXPECT_NE(TimeOrDay{day}, TimeOrDay{Instant{day}});
}

TEST(TimeOrDay, RefusesWhatIsNeither) {
  for (const auto* text : {"", "2026-11-31", "2026-11", "11/30/2026", "2026-11-30T", "2026-11-30 9",
                           "2026-11-30T09:00:00"})
    EXPECT_FALSE(parse_time_or_day(text)) << text;
}

}  // namespace
}  // namespace dealbell
