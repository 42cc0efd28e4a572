#include "net/live/frame.hpp"

#include <gtest/gtest.h>

#include "base/token_bucket.hpp"
#include "net/live/connection_limiter.hpp"
#include "net/live/version.hpp"

namespace dealbell::net {
namespace {

using namespace std::chrono_literals;

std::string head_of(std::size_t payload) {
  const auto frame = framed(std::string(payload, 'x'), Form::web_socket);
  return frame->substr(0, frame->size() - payload);
}

TEST(Frame, AWebSocketFrameIsAnUnmaskedTextOfAnyLength) {
  EXPECT_EQ(head_of(0), std::string("\x81\x00", 2));
  EXPECT_EQ(head_of(125), "\x81\x7d");
  EXPECT_EQ(head_of(126), std::string("\x81\x7e\x00\x7e", 4));
  EXPECT_EQ(head_of(65535), "\x81\x7e\xff\xff");
  EXPECT_EQ(head_of(65536), std::string("\x81\x7f\x00\x00\x00\x00\x00\x01\x00\x00", 10));
}

TEST(Frame, AnEventHasAnIdOnlyIfAClientCanResumeThere) {
  EXPECT_EQ(*framed("{}", Form::event_stream, "e1:5"), "id: e1:5\ndata: {}\n\n");
  EXPECT_EQ(*framed("{}", Form::event_stream), "data: {}\n\n");
}

TEST(Frame, ACloseFrameHasCodeAndReason) {
  EXPECT_EQ(*close_frame(4400, "what"), "\x88\x06\x11\x30what");
}

TEST(VersionId, IsSplitAtTheLastColon) {
  EXPECT_EQ(parse_version_id("w1-a:b:12")->epoch, "w1-a:b");
  EXPECT_EQ(parse_version_id("w1-a:b:12")->rev, 12);
  for (const auto* bad :
       {"", ":", "e1", "e1:", ":5", "e1:x", "e1:-1", "e1:5 ", "e1:99999999999999999999"})
    EXPECT_FALSE(parse_version_id(bad)) << bad;
}

TEST(Version, AFrameIsMadeOnceForAllClientsOfTheSameVersion) {
  int snapshots = 0, deltas = 0;
  auto snapshot = [&] { return "snapshot " + std::to_string(++snapshots); };
  auto delta = [&](std::int64_t from) -> std::optional<std::string> {
    if (from < 3) return std::nullopt;
    return "delta " + std::to_string(++deltas);
  };
  const Version version("wall", "e1", 5, {snapshot, delta});

  const auto first = version.frame(4, Form::web_socket);
  EXPECT_EQ(first, version.frame(4, Form::web_socket));
  EXPECT_NE(first, version.frame(3, Form::web_socket));
  EXPECT_EQ(version.frame(1, Form::web_socket), version.frame(std::nullopt, Form::web_socket));
  EXPECT_EQ(version.frame(2, Form::web_socket), version.frame(1, Form::web_socket));

  EXPECT_EQ(snapshots, 1);
  EXPECT_EQ(deltas, 2);
}

// Clients can claim any version, so not every frame may be cached.
TEST(Version, FramesFromVersionsThatDoNotExistAreNotCached) {
  int made = 0;
  auto delta = [&](std::int64_t) { return std::optional(std::to_string(++made)); };
  const Version version("wall", "e1", 1'000'000, {[] { return std::string("snapshot"); }, delta});

  for (int from = 0; from < 10'000; ++from) version.frame(from, Form::web_socket);

  EXPECT_EQ(version.frame(1, Form::web_socket), version.frame(1, Form::web_socket));
  EXPECT_NE(version.frame(9'999, Form::web_socket), version.frame(9'999, Form::web_socket));
}

TEST(TokenBucket, AllowsTheRateAndABurst) {
  TokenBucket bucket(10, 3);
  TokenBucket::Time now(1000s);

  EXPECT_TRUE(bucket.take(now) && bucket.take(now) && bucket.take(now));
  EXPECT_FALSE(bucket.take(now));
  EXPECT_TRUE(bucket.take(now += 100ms));
  EXPECT_FALSE(bucket.take(now));
  now += 1h;
  EXPECT_TRUE(bucket.take(now) && bucket.take(now) && bucket.take(now));
  EXPECT_FALSE(bucket.take(now));
}

TEST(ConnectionLimiter, AnAddressGetsItsConnectionsBack) {
  LiveLimits limits;
  limits.per_address = 2;
  ConnectionLimiter limiter(limits);

  auto first = limiter.acquire("a");
  {
    const auto second = limiter.acquire("a");
    EXPECT_TRUE(second);
    EXPECT_FALSE(limiter.acquire("a"));
    EXPECT_TRUE(limiter.acquire("b"));
  }

  EXPECT_TRUE(limiter.acquire("a"));
}

TEST(ConnectionLimiter, OnlyAProxyOnThisMachineMayForwardAnAddress) {
  const auto address = [](std::string remote, std::string forwarded) {
    Request head;
    head.remote = std::move(remote);
    if (!forwarded.empty()) head.headers.emplace_back("x-forwarded-for", std::move(forwarded));
    return client_address(head);
  };

  EXPECT_EQ(address("10.0.0.7", ""), "10.0.0.7");
  EXPECT_EQ(address("10.0.0.7", "1.2.3.4"), "10.0.0.7");  // anybody can send that
  EXPECT_EQ(address("127.0.0.1", "6.6.6.6, 10.0.0.9"), "10.0.0.9");
  EXPECT_EQ(address("::1", "10.0.0.9"), "10.0.0.9");
  EXPECT_EQ(address("127.0.0.1", ""), "127.0.0.1");
}

}  // namespace
}  // namespace dealbell::net
