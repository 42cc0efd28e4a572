#include "base/log_position.hpp"

#include <gtest/gtest.h>

namespace dealbell {
namespace {

TEST(LogPosition, ALaterLogIsLaterWhateverTheSeqs) {
  EXPECT_LT((LogPosition{1, 7}), (LogPosition{1, 8}));
  EXPECT_LT((LogPosition{1, 900}), (LogPosition{2, 3}));
}

TEST(LogPosition, OfTwoTimedPositionsWithOneSeqTheLaterTimeIsLater) {
  EXPECT_LT((TimedPosition{1, 7, from_ms(5)}), (TimedPosition{1, 7, from_ms(6)}));
  EXPECT_LT((TimedPosition{1, 7, from_ms(6)}), (TimedPosition{1, 8, from_ms(5)}));
}

TEST(LogPosition, EqualChainedPositionsHaveEqualChains) {
  EXPECT_EQ((ChainedPosition{1, 7, "a"}), (ChainedPosition{1, 7, "a"}));
  EXPECT_NE((ChainedPosition{1, 7, "a"}), (ChainedPosition{1, 7, "b"}));
  EXPECT_NE((ChainedPosition{1, 7, "a"}), (ChainedPosition{2, 7, "a"}));
}

}  // namespace
}  // namespace dealbell
