#include "store/rejected_shares.hpp"

#include <gtest/gtest.h>

namespace dealbell::test {
namespace {

using store::RejectedShares;

TEST(RejectedShares, DividesTheBoxEquallyAmongSendersUsedOrNot) {
  RejectedShares shares(1'000);
  shares.set_senders({"a", "b", "c", "b"});

  shares.add("a", {1, 333});

  EXPECT_EQ(shares.share_bytes(), 333);
  EXPECT_EQ(shares.used_percent("a"), 100);
  EXPECT_FALSE(shares.exceeds("a"));
  EXPECT_EQ(shares.used_percent("b"), 0);
  shares.add("a", {1, 1});
  EXPECT_TRUE(shares.exceeds("a"));
}

TEST(RejectedShares, ASourceThatIsNoLongerConfiguredKeepsAShareUntilNothingOfItWaits) {
  RejectedShares shares(1'000);
  shares.set_senders({"a"});

  shares.add("gone", {2, 10});
  EXPECT_EQ(shares.share_bytes(), 500);

  shares.add("gone", {-2, -10});
  EXPECT_EQ(shares.share_bytes(), 1'000);
  EXPECT_TRUE(shares.held().empty());
}

TEST(RejectedShares, WithoutSendersThereIsOneShare) {
  EXPECT_EQ(RejectedShares(1'000).share_bytes(), 1'000);
}

}  // namespace
}  // namespace dealbell::test
