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

class ReconnectingClientTest : public testing::Test {
 protected:
  ReconnectingClient& connect_to(const std::string& url) {
    ReconnectingClient::Options options;
    options.url = parse_url(url).value();
    options.name = "dealbell:n1";
    options.connect_timeout = 500ms;
    options.retry_max = 200ms;
    options.check_every = 200ms;
    options.seed = 7;
    client_ = std::make_unique<ReconnectingClient>(loop_.get_executor(), std::move(options));
    client_->start();
    return *client_;
  }
  Result<Reply> call(Command command) { return run(loop_, client_->call(std::move(command), 5s)); }
  bool connected(const Endpoint& where) {
    return until(loop_, [&] {
      const auto state = client_->state();
      return state.connected && state.where == to_string(where);
    });
  }

  asio::io_context loop_;
  std::unique_ptr<ReconnectingClient> client_;
};

TEST_F(ReconnectingClientTest, SendsCommandsAndReturnsReplies) {
  SKIP_WITHOUT_REDIS();
  RedisServer server;
  auto& client = connect_to(server.url());

  EXPECT_FALSE(call({"GET", "k"})) << "not connected yet";
  ASSERT_TRUE(run(loop_, client.connected_within(5s)));
  ASSERT_TRUE(call({"SET", "k", "v"}));

  EXPECT_EQ(as_text(call({"GET", "k"}).value()).value(), "v");
  EXPECT_EQ(client.connections(), 1u);
  EXPECT_EQ(client.state().where, to_string(server.endpoint()));
  EXPECT_EQ(client.state().error, "");
}

TEST_F(ReconnectingClientTest, ReconnectsWhenTheServerIsBack) {
  SKIP_WITHOUT_REDIS();
  RedisServer server;
  auto& client = connect_to(server.url());
  ASSERT_TRUE(run(loop_, client.connected_within(5s)));

  server.kill();
  ASSERT_TRUE(until(loop_, [&] { return !client.connected(); }));
  const auto away = call({"PING"});
  ASSERT_FALSE(away);
  EXPECT_EQ(away.error().code, Errc::unavailable);
  EXPECT_FALSE(run(loop_, client.connected_within(300ms)));
  EXPECT_THAT(client.state().error, HasSubstr("Connection refused"));

  server.start();
  ASSERT_TRUE(run(loop_, client.connected_within(10s)));
  EXPECT_TRUE(call({"PING"}));
  EXPECT_EQ(client.connections(), 2u);
}

TEST_F(ReconnectingClientTest, DetectsAServerThatHangs) {
  SKIP_WITHOUT_REDIS();
  RedisServer server;
  auto& client = connect_to(server.url());
  ASSERT_TRUE(run(loop_, client.connected_within(5s)));

  server.signal(SIGSTOP);
  EXPECT_TRUE(until(loop_, [&] { return !client.connected(); }));
  server.signal(SIGCONT);

  EXPECT_TRUE(run(loop_, client.connected_within(10s)));
}

TEST_F(ReconnectingClientTest, LeavesAServerThatHasBecomeAReplica) {
  SKIP_WITHOUT_REDIS();
  RedisServer server;
  auto& client = connect_to(server.url());
  ASSERT_TRUE(run(loop_, client.connected_within(5s)));

  server.send("REPLICAOF 127.0.0.1 1");
  const auto refused = call({"SET", "k", "v"});

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::unavailable);
  EXPECT_THAT(refused.error().message, HasSubstr("READONLY"));
  EXPECT_TRUE(until(loop_, [&] {
    return client.state().error.find("is a replica, not a master") != std::string::npos;
  }));
  server.send("REPLICAOF NO ONE");
  EXPECT_TRUE(run(loop_, client.connected_within(10s)));
  EXPECT_TRUE(call({"SET", "k", "v"}));
}

TEST_F(ReconnectingClientTest, FollowsMovedAndStaysThere) {
  FakeRedis home(loop_, &FakeRedis::welcome);
  FakeRedis there(loop_, [](const Command& command) {
    return command.front() == "GET" ? "+there\r\n" : FakeRedis::welcome(command);
  });
  const auto moved = "-MOVED 3999 " + to_string(there.endpoint()) + "\r\n";
  FakeRedis from(loop_, [&](const Command& command) {
    return command.front() == "GET" ? moved : FakeRedis::welcome(command);
  });
  connect_to(from.url());
  ASSERT_TRUE(connected(from.endpoint()));

  const auto refused = call({"GET", "k"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::unavailable);
  ASSERT_TRUE(connected(there.endpoint()));
  EXPECT_EQ(call({"GET", "k"}).value().text, "there");

  there.hang_up();
  ASSERT_TRUE(until(loop_, [&] { return client_->connections() == 3; }));
  EXPECT_TRUE(connected(there.endpoint())) << "it is remembered";

  there.close();
  EXPECT_TRUE(connected(from.endpoint())) << "until that server is gone";
}

TEST_F(ReconnectingClientTest, KeepsTheConnectionWhileTheServerIsBusy) {
  int busy = 3;
  FakeRedis fake(loop_, [&](const Command& command) {
    if (command.front() != "GET") return FakeRedis::welcome(command);
    return std::string(busy-- > 0 ? "-BUSY Redis is busy running a script\r\n" : "+done\r\n");
  });
  auto& client = connect_to(fake.url());
  ASSERT_TRUE(run(loop_, client.connected_within(5s)));

  for (int i = 0; i < 3; ++i) EXPECT_EQ(call({"GET", "k"}).error().code, Errc::unavailable);

  EXPECT_EQ(call({"GET", "k"}).value().text, "done");
  EXPECT_EQ(client.connections(), 1u) << "the same connection";
}

TEST_F(ReconnectingClientTest, DestructionEndsPendingCalls) {
  FakeRedis fake(loop_, [](const Command& command) {
    return command.front() == "XREAD" ? "" : FakeRedis::welcome(command);
  });
  auto& client = connect_to(fake.url());
  ASSERT_TRUE(run(loop_, client.connected_within(5s)));
  std::optional<Result<Reply>> tail;
  asio::co_spawn(loop_, client.call(Command{"XREAD", "BLOCK", "0"}, 1h),
                 [&](std::exception_ptr, auto reply) { tail = std::move(reply); });
  until(loop_, [&, turns = 0]() mutable { return ++turns > 3; });

  client_.reset();

  ASSERT_TRUE(until(loop_, [&] { return tail.has_value(); }));
  EXPECT_FALSE(*tail);
}

TEST_F(ReconnectingClientTest, AScriptIsSentInFullWhenTheServerHasNotCachedIt) {
  SKIP_WITHOUT_REDIS();
  RedisServer server;
  auto& client = connect_to(server.url());
  ASSERT_TRUE(run(loop_, client.connected_within(5s)));
  const Script script("redis.call('INCRBY', KEYS[1], ARGV[1]) return redis.call('GET', KEYS[1])");
  const auto add = [&](const char* amount) {
    return run(loop_, script.run(client, {"{acme}:n"}, {amount}, 5s)).value().text;
  };

  EXPECT_EQ(add("2"), "2");
  EXPECT_EQ(add("3"), "5");
  server.send("SCRIPT FLUSH");
  EXPECT_EQ(add("4"), "9");
  EXPECT_TRUE(call(script.by_hash({"{acme}:n"}, {"1"})).value().text == "10");
  const Script failing("return redis.error_reply('FENCED by another')");
  EXPECT_TRUE(run(loop_, failing.run(client, {}, {}, 5s)).value().is_error("FENCED"));
}

}  // namespace
}  // namespace dealbell::redis
