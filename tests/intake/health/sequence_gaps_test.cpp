#include "intake/health/sequence_gaps.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>
#include <vector>

namespace dealbell::intake {
namespace {

using namespace std::chrono_literals;

const Instant start = from_ms(1'795'392'000'000);
const Instant later = start + 1h;

SequenceGaps noted(const std::vector<std::int64_t>& numbers) {
  SequenceGaps gaps;
  for (const auto number : numbers) gaps.note(number, start);
  return gaps;
}

TEST(SequenceGaps, NoneInAConsecutiveSequence) {
  EXPECT_EQ(noted({5, 6, 7, 8}).missing(later), 0);
  EXPECT_EQ(SequenceGaps{}.missing(later), 0);
}

TEST(SequenceGaps, CountsTheMissingNumbers) {
  EXPECT_EQ(noted({5, 9}).missing(later), 3);
  EXPECT_EQ(noted({5, 7, 9}).missing(later), 2);
}

TEST(SequenceGaps, ALateNumberFillsItsGap) {
  EXPECT_EQ(noted({5, 9, 7}).missing(later), 2);
  EXPECT_EQ(noted({5, 9, 6, 8, 7}).missing(later), 0);
  EXPECT_EQ(noted({5, 9, 7, 7, 7}).missing(later), 2) << "a repeated number fills no other gap";
}

TEST(SequenceGaps, NumbersBelowTheFirstAreNotMissing) {
  EXPECT_EQ(noted({5, 3, 1}).missing(later), 0);
}

TEST(SequenceGaps, CountOnlyAfterFiveMinutes) {
  const auto gaps = noted({1, 3});

  EXPECT_EQ(gaps.missing(start + 5min - 1ms), 0);
  EXPECT_EQ(gaps.next_change(start), start + 5min);
  EXPECT_EQ(gaps.missing(start + 5min), 1);
  EXPECT_EQ(gaps.next_change(start + 5min), std::nullopt);
}

TEST(SequenceGaps, KeepsTheNewestThousandGaps) {
  SequenceGaps gaps;
  for (std::int64_t n = 1; n <= 2'101; n += 2) gaps.note(n, start);

  EXPECT_EQ(gaps.missing(later), 1'000);
  gaps.note(2, start);
  EXPECT_EQ(gaps.missing(later), 1'000) << "the oldest gap was dropped";
  gaps.note(2'100, start);
  EXPECT_EQ(gaps.missing(later), 999);
}

TEST(SequenceGaps, AJumpIsOneGapHoweverWide) {
  auto gaps = noted({0, std::numeric_limits<std::int64_t>::max()});
  gaps.note(std::numeric_limits<std::int64_t>::min(), start);

  EXPECT_EQ(gaps.missing(later), std::numeric_limits<std::int64_t>::max() - 1);
}

TEST(SequenceGapsProperty, CountsExactlyTheMissingNumbersInAnyOrder) {
  const auto seed = std::random_device{}();
  std::mt19937_64 random{seed};
  for (int round = 0; round < 300; ++round) {
    std::vector<std::int64_t> numbers;
    std::int64_t missing = 0;
    for (std::int64_t n = 1; n < 200; ++n) {
      if (random() % 4 == 0)
        ++missing;
      else
        numbers.push_back(n);
    }
    numbers.push_back(200);
    std::shuffle(numbers.begin(), numbers.end(), random);
    numbers.insert(numbers.begin(), 0);

    EXPECT_EQ(noted(numbers).missing(later), missing) << "seed " << seed << " round " << round;
  }
}

}  // namespace
}  // namespace dealbell::intake
