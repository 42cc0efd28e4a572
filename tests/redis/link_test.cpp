#include "redis/reconnecting_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <boost/asio/co_spawn.hpp>

#include "redis/script.hpp"
#include "support/redis/fake_redis.hpp"
#include "support/redis/on_loop.hpp"
#include "support/redis/redis_server.hpp"

namespace dealbell::redis {
namespace {

using namespace std::chrono_literals;
using test::FakeRedis;
using test::RedisServer;
using test::run;
using test::until;
using testing::HasSubstr;
namespace asio = boost::asio;

class LinkTest : public testing::Test {
 protected:
  ReconnectingClient& link_to(const std::string& url) {
    ReconnectingClient::Options options;
    options.url = parse_url(url).value();
    options.name = "dealbell:n1";
    options.connect_longest = 500ms;
    options.retry_longest = 200ms;
    options.check_every = 200ms;
    options.seed = 7;
    link_ = std::make_unique<ReconnectingClient>(loop_.get_executor(), std::move(options));
    link_->start();
    return *link_;
  }
  Result<Reply> call(Command command) { return run(loop_, link_->call(std::move(command), 5s)); }
  bool connected(const Endpoint& where) {
    return until(loop_, [&] {
      const auto state = link_->state();
      return state.connected && state.where == to_string(where);
    });
  }

  asio::io_context loop_;
  std::unique_ptr<ReconnectingClient> link_;
};

TEST_F(LinkTest, AsksAndIsAnswered) {
  SKIP_WITHOUT_REDIS();
  RedisServer server;
  auto& link = link_to(server.url());

  EXPECT_FALSE(call({"GET", "k"})) << "not connected yet";
  ASSERT_TRUE(run(loop_, link.connected_within(5s)));
  ASSERT_TRUE(call({"SET", "k", "v"}));

  EXPECT_EQ(as_text(call({"GET", "k"}).value()).value(), "v");
  EXPECT_EQ(link.connections(), 1u);
  EXPECT_EQ(link.state().where, to_string(server.endpoint()));
  EXPECT_EQ(link.state().error, "");
}

TEST_F(LinkTest, ComesBackWhenTheServerDoes) {
  SKIP_WITHOUT_REDIS();
  RedisServer server;
  auto& link = link_to(server.url());
  ASSERT_TRUE(run(loop_, link.connected_within(5s)));

  server.kill();
  ASSERT_TRUE(until(loop_, [&] { return !link.connected(); }));
  const auto away = call({"PING"});
  ASSERT_FALSE(away);
  EXPECT_EQ(away.error().code, Errc::unavailable);
  EXPECT_FALSE(run(loop_, link.connected_within(300ms)));
  EXPECT_THAT(link.state().error, HasSubstr("Connection refused"));

  server.start();
  ASSERT_TRUE(run(loop_, link.connected_within(10s)));
  EXPECT_TRUE(call({"PING"}));
  EXPECT_EQ(link.connections(), 2u);
}

TEST_F(LinkTest, NoticesAServerThatHangs) {
  SKIP_WITHOUT_REDIS();
  RedisServer server;
  auto& link = link_to(server.url());
  ASSERT_TRUE(run(loop_, link.connected_within(5s)));

  server.signal(SIGSTOP);
  EXPECT_TRUE(until(loop_, [&] { return !link.connected(); }));
  server.signal(SIGCONT);

  EXPECT_TRUE(run(loop_, link.connected_within(10s)));
}

TEST_F(LinkTest, LeavesAServerThatHasBecomeAReplica) {
  SKIP_WITHOUT_REDIS();
  RedisServer server;
  auto& link = link_to(server.url());
  ASSERT_TRUE(run(loop_, link.connected_within(5s)));

  server.say("REPLICAOF 127.0.0.1 1");
  const auto refused = call({"SET", "k", "v"});

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::unavailable);
  EXPECT_THAT(refused.error().message, HasSubstr("READONLY"));
  EXPECT_TRUE(until(loop_, [&] {
    return link.state().error.find("is a replica, not a master") != std::string::npos;
  }));
  server.say("REPLICAOF NO ONE");
  EXPECT_TRUE(run(loop_, link.connected_within(10s)));
  EXPECT_TRUE(call({"SET", "k", "v"}));
}

TEST_F(LinkTest, GoesWhereMovedPointsAndStaysThere) {
  FakeRedis home(loop_, &FakeRedis::welcome);
  FakeRedis there(loop_, [](const Command& command) {
    return command.front() == "GET" ? "+there\r\n" : FakeRedis::welcome(command);
  });
  const auto moved = "-MOVED 3999 " + to_string(there.endpoint()) + "\r\n";
  FakeRedis from(loop_, [&](const Command& command) {
    return command.front() == "GET" ? moved : FakeRedis::welcome(command);
  });
  link_to(from.url());
  ASSERT_TRUE(connected(from.endpoint()));

  const auto refused = call({"GET", "k"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::unavailable);
  ASSERT_TRUE(connected(there.endpoint()));
  EXPECT_EQ(call({"GET", "k"}).value().text, "there");

  there.hang_up();
  ASSERT_TRUE(until(loop_, [&] { return link_->connections() == 3; }));
  EXPECT_TRUE(connected(there.endpoint())) << "it is remembered";

  there.close();
  EXPECT_TRUE(connected(from.endpoint())) << "until it is not there any more";
}

TEST_F(LinkTest, WaitsWhileTheServerCannot) {
  int busy = 3;
  FakeRedis fake(loop_, [&](const Command& command) {
    if (command.front() != "GET") return FakeRedis::welcome(command);
    return std::string(busy-- > 0 ? "-BUSY Redis is busy running a script\r\n" : "+done\r\n");
  });
  auto& link = link_to(fake.url());
  ASSERT_TRUE(run(loop_, link.connected_within(5s)));

  for (int i = 0; i < 3; ++i) EXPECT_EQ(call({"GET", "k"}).error().code, Errc::unavailable);

  EXPECT_EQ(call({"GET", "k"}).value().text, "done");
  EXPECT_EQ(link.connections(), 1u) << "the connection is not to blame";
}

TEST_F(LinkTest, StopEndsWhatWaits) {
  FakeRedis fake(loop_, [](const Command& command) {
    return command.front() == "XREAD" ? "" : FakeRedis::welcome(command);
  });
  auto& link = link_to(fake.url());
  ASSERT_TRUE(run(loop_, link.connected_within(5s)));
  std::optional<Result<Reply>> tail;
  asio::co_spawn(loop_, link.call(Command{"XREAD", "BLOCK", "0"}, 1h),
                 [&](std::exception_ptr, auto reply) { tail = std::move(reply); });
  until(loop_, [&, turns = 0]() mutable { return ++turns > 3; });

  link_.reset();

  ASSERT_TRUE(until(loop_, [&] { return tail.has_value(); }));
  EXPECT_FALSE(*tail);
}

TEST_F(LinkTest, AScriptIsSaidInFullWhenTheServerForgotIt) {
  SKIP_WITHOUT_REDIS();
  RedisServer server;
  auto& link = link_to(server.url());
  ASSERT_TRUE(run(loop_, link.connected_within(5s)));
  const Script script("redis.call('INCRBY', KEYS[1], ARGV[1]) return redis.call('GET', KEYS[1])");
  const auto add = [&](const char* amount) {
    return run(loop_, script.run(link, {"{acme}:n"}, {amount}, 5s)).value().text;
  };

  EXPECT_EQ(add("2"), "2");
  EXPECT_EQ(add("3"), "5");
  server.say("SCRIPT FLUSH");
  EXPECT_EQ(add("4"), "9");
  EXPECT_TRUE(call(script.by_hash({"{acme}:n"}, {"1"})).value().text == "10");
  const Script failing("return redis.error_reply('FENCED by another')");
  EXPECT_TRUE(run(loop_, failing.run(link, {}, {}, 5s)).value().is_error("FENCED"));
}

}  // namespace
}  // namespace dealbell::redis
