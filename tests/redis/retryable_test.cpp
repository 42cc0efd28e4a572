#include "redis/retryable.hpp"

#include <gtest/gtest.h>

#include "redis/backoff.hpp"

namespace dealbell::redis {
namespace {

Reply error_reply(std::string text) { return {Reply::Kind::error, 0, std::move(text), {}}; }

TEST(Retryable, ErrorsOfTheServerAreNotErrorsOfTheCommand) {
  EXPECT_EQ(retryable(error_reply("LOADING Redis is loading the dataset in memory")), Retry::later);
  EXPECT_EQ(retryable(error_reply("CLUSTERDOWN The cluster is down")), Retry::later);
  EXPECT_EQ(retryable(error_reply("NOREPLICAS Not enough good replicas to write.")), Retry::later);
  EXPECT_EQ(retryable(error_reply("READONLY You can't write against a read only replica.")),
            Retry::elsewhere);
  EXPECT_EQ(retryable(error_reply("UNBLOCKED force unblock from blocking operation, instance state "
                                  "changed (master -> replica?)")),
            Retry::elsewhere);
  EXPECT_EQ(retryable(error_reply("MOVED 3999 127.0.0.1:6381")), Retry::elsewhere);
  EXPECT_EQ(retryable(error_reply("BUSYKEY Target key name already exists.")), std::nullopt);
  EXPECT_EQ(retryable(error_reply("ERR READONLY")), std::nullopt);
  EXPECT_EQ(retryable(Reply{Reply::Kind::text, 0, "READONLY", {}}), std::nullopt);
}

TEST(Retryable, MovedNamesTheOtherServer) {
  const Endpoint from{"10.0.0.1", 7000};
  const auto at = [&](const char* text) { return moved_to(error_reply(text), from); };
  EXPECT_EQ(at("MOVED 3999 127.0.0.1:6381"), (Endpoint{"127.0.0.1", 6381}));
  EXPECT_EQ(at("MOVED 3999 fd00::7:6381"), (Endpoint{"fd00::7", 6381}));
  EXPECT_EQ(at("MOVED 3999 :6381"), (Endpoint{"10.0.0.1", 6381}));
  EXPECT_EQ(at("MOVED 3999 somewhere"), std::nullopt);
  EXPECT_EQ(at("MOVED 3999 host:port"), std::nullopt);
  EXPECT_EQ(at("ASK 3999 127.0.0.1:6381"), std::nullopt);
}

TEST(Backoff, GrowsToItsLimitAndDiffersBetweenTwo) {
  using std::chrono::milliseconds;
  Backoff one(milliseconds(50), milliseconds(5000), 1);
  Backoff other(milliseconds(50), milliseconds(5000), 2);
  milliseconds ceiling(50), longest(0);
  int equal = 0;
  for (int i = 0; i < 1000; ++i) {
    const auto wait = one.next();
    EXPECT_LE(wait, ceiling);
    equal += wait == other.next();
    longest = std::max(longest, wait);
    ceiling = std::min(ceiling * 2, milliseconds(5000));
  }
  EXPECT_GT(longest, milliseconds(4000));
  EXPECT_LT(equal, 20);
  one.reset();
  EXPECT_LE(one.next(), milliseconds(50));
}

}  // namespace
}  // namespace dealbell::redis
