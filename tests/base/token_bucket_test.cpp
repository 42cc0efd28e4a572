#include "base/token_bucket.hpp"

#include <gtest/gtest.h>

namespace dealbell {
namespace {

using namespace std::chrono_literals;

// How many of `attempts` at the same time succeed.
int taken(TokenBucket& bucket, TokenBucket::Time now, int attempts = 1'000) {
  int count = 0;
  for (int i = 0; i < attempts; ++i) count += bucket.take(now);
  return count;
}

TEST(TokenBucket, StartsWithAFullBurst) {
  TokenBucket bucket(10, 3);

  EXPECT_EQ(taken(bucket, TokenBucket::Time(1000s)), 3);
}

TEST(TokenBucket, RefillsAtItsRate) {
  TokenBucket bucket(10, 3);
  TokenBucket::Time now(1000s);
  taken(bucket, now);

  EXPECT_EQ(taken(bucket, now += 50ms), 0);
  EXPECT_EQ(taken(bucket, now += 50ms), 1);
  EXPECT_EQ(taken(bucket, now += 200ms), 2);
}

TEST(TokenBucket, NeverContainsMoreThanABurst) {
  TokenBucket bucket(10, 3);
  TokenBucket::Time now(1000s);
  taken(bucket, now);

  EXPECT_EQ(taken(bucket, now += 1h), 3);
}

TEST(TokenBucket, ASlowRateCollectsFractionsOfATokenBetweenFailures) {
  TokenBucket bucket(2.0 / 60, 20);
  TokenBucket::Time now(1000s);
  EXPECT_EQ(taken(bucket, now), 20);

  int count = 0;
  for (int second = 0; second < 600; ++second) count += bucket.take(now += 1s);

  EXPECT_GE(count, 19);  // two a minute, give or take rounding
  EXPECT_LE(count, 20);
}

}  // namespace
}  // namespace dealbell
