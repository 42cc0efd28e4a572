#include "base/delivery_outcome.hpp"

#include <gtest/gtest.h>

namespace dealbell {
namespace {

TEST(DeliveryOutcome, TheWordOfADeliverysOutcomeIsReadBack) {
  for (int i = 0; i < delivery_outcomes; ++i) {
    const auto outcome = static_cast<DeliveryOutcome>(i);
    EXPECT_EQ(delivery_outcome(word_of(outcome)), outcome);
  }
  EXPECT_EQ(delivery_outcome("lost"), std::nullopt);
}

TEST(DeliveryOutcome, OutcomesOfEventsAreNotThoseOfADelivery) {
  EXPECT_EQ(word_of(DeliveryOutcome::waiting), "waiting");
  EXPECT_EQ(word_of(DeliveryOutcome::reused), "reused");
  EXPECT_EQ(delivery_outcome("waiting"), std::nullopt);
  EXPECT_EQ(delivery_outcome("reused"), std::nullopt);
}

}  // namespace
}  // namespace dealbell
