#include "redis/redis_log_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/redis/fake_redis.hpp"
#include "support/redis/on_loop.hpp"

namespace dealbell::redis {
namespace {

using namespace std::chrono_literals;
using test::FakeRedis;
using test::run;
using test::until;

ReconnectingClient::Options to(const FakeRedis& server) {
  ReconnectingClient::Options options;
  options.url = parse_url(server.url()).value();
  options.name = "dealbell:n1";
  options.retry_max = 100ms;
  options.seed = 7;
  return options;
}

// A server whose stream has no new entries.
std::string silent(const Command& command) {
  return command.front() == "XREAD" ? "*-1\r\n" : FakeRedis::welcome(command);
}

// After a fail-over one connection may still be to the old master. The tail must not be read from
// there while the new master gets the appends.
TEST(RedisLogStore, LeavesTheOldMasterWhenTheOtherConnectionHasLeftIt) {
  boost::asio::io_context loop;
  FakeRedis before(loop, silent), now(loop, silent);
  ReconnectingClient tail(loop.get_executor(), to(before)), commands(loop.get_executor(), to(now));
  RedisLogStore log(commands, tail, "acme");
  tail.start();
  ASSERT_TRUE(until(loop, [&] { return tail.connected(); }));
  commands.start();
  ASSERT_TRUE(until(loop, [&] { return commands.connected(); }));

  const auto read = run(loop, log.read(0, 0ms));

  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, Errc::unavailable);
  EXPECT_THAT(read.error().message, testing::HasSubstr(to_string(now.endpoint())));
  EXPECT_TRUE(until(loop, [&] { return tail.connections() == 2; })) << "connects again";
  EXPECT_EQ(commands.connections(), 1u);
}

}  // namespace
}  // namespace dealbell::redis
