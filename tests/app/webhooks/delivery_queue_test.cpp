#include "app/webhooks/delivery_queue.hpp"

#include <gmock/gmock.h>

namespace dealbell::app {
namespace {

using store::LoggedDelivery;
using ::testing::ElementsAre;

LoggedDelivery delivery(const std::string& source, std::size_t body = 1) {
  LoggedDelivery d;
  d.source = source;
  d.body = std::string(body, 'x');
  return d;
}

// Empties the queue: each delivery as its source and the size of its body.
std::vector<std::string> taken(DeliveryQueue& queue) {
  std::vector<std::string> all;
  for (auto rows = queue.take(); !rows.empty(); rows = queue.take())
    for (const auto& row : rows) all.push_back(row.source + std::to_string(row.body.size()));
  return all;
}

TEST(DeliveryQueue, KeepsTheOrderAndReportsWhenAWriterIsNeeded) {
  DeliveryQueue queue({});

  EXPECT_TRUE(queue.push(delivery("a")));
  EXPECT_FALSE(queue.push(delivery("b")));
  EXPECT_THAT(taken(queue), ElementsAre("a1", "b1"));
  EXPECT_TRUE(queue.push(delivery("c")));
}

TEST(DeliveryQueue, TheOldestLoseTheirContentFirst) {
  DeliveryQueue queue({.rows = 10, .bytes = 10});
  for (const auto* source : {"a", "b", "c"}) queue.push(delivery(source, 4));

  EXPECT_EQ(queue.lost().contents, 1u);
  EXPECT_EQ(queue.lost().rows, 0u);
  queue.push(delivery("d", 9));

  EXPECT_THAT(taken(queue), ElementsAre("a0", "b0", "c0", "d9"));
  EXPECT_EQ(queue.lost().contents, 3u);
}

TEST(DeliveryQueue, TheOldestAreLostWhenThereAreTooMany) {
  DeliveryQueue queue({.rows = 2, .bytes = 5});
  for (const auto* source : {"a", "b", "c", "d"}) queue.push(delivery(source, 3));

  EXPECT_THAT(taken(queue), ElementsAre("c0", "d3"));
  EXPECT_EQ(queue.lost().rows, 2u);
}

TEST(DeliveryQueue, CountsOnlyWhatIsStillQueued) {
  DeliveryQueue queue({.rows = 10, .bytes = 10});
  for (int round = 0; round < 5; ++round) {
    queue.push(delivery("a", 6));
    queue.push(delivery("b", 6));
    EXPECT_THAT(taken(queue), ElementsAre("a0", "b6")) << "round " << round;
  }
}

TEST(DeliveryQueue, ReturnsBatchesThatFitIntoOneTransaction) {
  DeliveryQueue queue({});
  for (int i = 0; i < 300; ++i) queue.push(delivery("a"));
  EXPECT_EQ(queue.take().size(), 256u);
  EXPECT_EQ(queue.take().size(), 44u);

  for (int i = 0; i < 10; ++i) queue.push(delivery("a", 1 << 20));
  EXPECT_EQ(queue.take().size(), 8u);
}

}  // namespace
}  // namespace dealbell::app
