#include "app/cluster/cluster_status.hpp"

#include <gtest/gtest.h>

namespace dealbell::app {
namespace {

using namespace std::chrono_literals;
using State = redis::SharedLog::State;

constexpr Instant noon{std::chrono::milliseconds{1'795'000'000'000}};

redis::SharedLog::Status node(State state, Seq seq, Seq newest) {
  redis::SharedLog::Status status;
  status.state = state;
  status.since = noon;
  status.position.seq = seq;
  status.newest = newest;
  return status;
}

TEST(Ready, NotBeforeEventsOfOtherNodesAreShown) {
  EXPECT_FALSE(ready(node(State::joining, 0, 0)));
  EXPECT_FALSE(ready(node(State::copying, 5'000, 5'000)));
  EXPECT_FALSE(ready(node(State::sharing, 4'000, 6'000)));
  EXPECT_FALSE(ready(node(State::repairing, 4'000, 6'000))) << "the log gets another number";
}

TEST(Ready, OnceItFollowsAGrowingLog) {
  EXPECT_TRUE(ready(node(State::sharing, 0, 0)));
  EXPECT_TRUE(ready(node(State::sharing, 5'900, 6'000)));
}

TEST(Ready, WhenNoNodeCouldShowMore) {
  EXPECT_TRUE(ready(node(State::away, 4'000, 6'000)));
  EXPECT_TRUE(ready(node(State::repairing, 6'000, 4'000)));
}

TEST(UnsharedSince, IsGivenUnlessTheInterruptionIsShortOrOver) {
  EXPECT_EQ(unshared_since(node(State::sharing, 1, 1), noon + 1h), std::nullopt);
  for (const auto state : {State::away, State::copying, State::joining, State::repairing}) {
    EXPECT_EQ(unshared_since(node(state, 1, 1), noon + 900ms), std::nullopt);
    EXPECT_EQ(unshared_since(node(state, 1, 1), noon + 1h), noon);
  }
}

}  // namespace
}  // namespace dealbell::app
