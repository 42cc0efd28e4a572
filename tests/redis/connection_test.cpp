#include "redis/connection.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include "support/redis/fake_redis.hpp"
#include "support/redis/on_loop.hpp"
#include "support/redis/redis_server.hpp"

namespace dealbell::redis {
namespace {

using namespace std::chrono_literals;
using test::FakeRedis;
using test::RedisServer;
using test::run;
using testing::HasSubstr;
namespace asio = boost::asio;
using Opened = Result<std::shared_ptr<Connection>>;

class ConnectionTest : public testing::Test {
 protected:
  Opened open(const Endpoint& where, Greeting greeting = {}, ConnectionLimits limits = {}) {
    return run(loop_, Connection::open(loop_.get_executor(), where, {}, std::move(greeting),
                                       timeout_, limits));
  }
  Result<std::vector<Reply>> call(Connection& connection, std::vector<Command> commands,
                                  std::chrono::milliseconds timeout = 5s) {
    return run(loop_, connection.call(std::move(commands), timeout));
  }

  asio::io_context loop_;
  std::chrono::milliseconds timeout_ = 5s;
};

TEST_F(ConnectionTest, RepliesOfAllKindsArriveInOrder) {
  SKIP_WITHOUT_REDIS();
  RedisServer server;
  const auto connection = open(server.endpoint()).value();
  const std::string bytes("\0\r\n$5\xff", 6);

  const auto replies = call(*connection, {{"SET", "k", bytes},
                                          {"GET", "k"},
                                          {"GET", "nothing"},
                                          {"INCRBY", "n", "-7"},
                                          {"LPUSH", "k", "x"},
                                          {"LRANGE", "nothing", "0", "-1"},
                                          {"EVAL", "return {1, {'a', {'b'}}, false}", "0"}})
                           .value();

  ASSERT_EQ(replies.size(), 7u);
  EXPECT_EQ(replies[0], (Reply{Reply::Kind::status, 0, "OK", {}}));
  EXPECT_EQ(as_text(replies[1]).value(), bytes);
  EXPECT_TRUE(replies[2].is_nil());
  EXPECT_EQ(as_integer(replies[3]).value(), -7);
  EXPECT_TRUE(replies[4].is_error("WRONGTYPE"));
  EXPECT_TRUE(as_array(replies[5]).value().empty());
  EXPECT_EQ(replies[6].array[1].array[1].array[0].text, "b");
  EXPECT_TRUE(replies[6].array[2].is_nil());
  EXPECT_FALSE(connection->lost());
  EXPECT_THAT(connection->version(), HasSubstr("."));
}

TEST_F(ConnectionTest, EachOfManyCallersGetsItsOwnAnswers) {
  SKIP_WITHOUT_REDIS();
  RedisServer server;
  const auto connection = open(server.endpoint()).value();
  int right = 0;
  const auto caller = [&](int i) -> asio::awaitable<void> {
    for (int round = 0; round < 20; ++round) {
      const auto one = std::to_string(i) + "." + std::to_string(round);
      std::vector<Command> commands{{"ECHO", one}, {"ECHO", one + std::string(i * 997, 'x')}};
      const auto replies = co_await connection->call(std::move(commands), 5s);
      right += replies && replies->at(0).text == one &&
               replies->at(1).text == one + std::string(i * 997, 'x');
    }
  };

  for (int i = 0; i < 50; ++i) asio::co_spawn(loop_, caller(i), asio::detached);

  EXPECT_TRUE(test::until(loop_, [&] { return right == 50 * 20; })) << right;
}

TEST_F(ConnectionTest, ATimeoutLosesTheConnectionForAllCallers) {
  FakeRedis fake(loop_, [](const Command& command) {
    return command.front() == "GET" ? "" : FakeRedis::welcome(command);
  });
  const auto connection = open(fake.endpoint()).value();
  std::optional<Result<std::vector<Reply>>> patient;
  std::vector<Command> question{{"GET", "patient"}};
  asio::co_spawn(loop_, connection->call(question, 1h),
                 [&](std::exception_ptr, auto result) { patient = std::move(result); });

  const auto hasty = call(*connection, {{"GET", "hasty"}}, 30ms);

  ASSERT_FALSE(hasty);
  EXPECT_EQ(hasty.error().code, Errc::unavailable);
  EXPECT_THAT(hasty.error().message, HasSubstr("no answer within 30 ms"));
  ASSERT_TRUE(test::until(loop_, [&] { return patient.has_value(); }));
  EXPECT_FALSE(*patient);
  EXPECT_TRUE(connection->lost());
  EXPECT_FALSE(call(*connection, {{"PING"}})) << "it is never used again";
}

TEST_F(ConnectionTest, AReplyBeyondTheLimitLosesTheConnection) {
  SKIP_WITHOUT_REDIS();
  RedisServer server;
  ConnectionLimits limits;
  limits.reply_max_bytes = 100'000;
  const auto connection = open(server.endpoint(), {}, limits).value();
  ASSERT_TRUE(call(*connection, {{"SET", "large", std::string(200'000, 'x')}}));

  const auto refused = call(*connection, {{"GET", "large"}});

  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("more than 100000 bytes"));
  EXPECT_TRUE(connection->lost());
}

TEST_F(ConnectionTest, CommandsBeyondTheLimitsAreNotSent) {
  bool seen = false;
  FakeRedis fake(loop_, [&](const Command& command) {
    seen = seen || command.back() == "beyond";
    return command.front() == "GET" ? "" : FakeRedis::welcome(command);
  });
  ConnectionLimits limits;
  limits.pending_max = 4;
  limits.unsent_max_bytes = 1000;
  const auto connection = open(fake.endpoint(), {}, limits).value();
  std::vector<Command> four(4, {"GET", "k"});
  asio::co_spawn(loop_, connection->call(four, 1h), asio::detached);

  const auto fifth = call(*connection, {{"GET", "beyond"}});
  const auto large = call(*connection, {{std::string(1001, 'x'), "beyond"}});

  ASSERT_FALSE(fifth);
  EXPECT_EQ(fifth.error().code, Errc::too_many);
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error().code, Errc::too_many);
  EXPECT_FALSE(connection->lost());
  connection->close(error(Errc::unavailable, "enough"));
  EXPECT_FALSE(seen);
}

TEST_F(ConnectionTest, AReplyWithoutACommandLosesTheConnection) {
  FakeRedis fake(loop_, [](const Command& command) {
    return FakeRedis::welcome(command) + (command.front() == "GET" ? "+again\r\n" : "");
  });
  const auto connection = open(fake.endpoint()).value();

  call(*connection, {{"GET", "k"}});

  EXPECT_TRUE(test::until(loop_, [&] { return connection->lost().has_value(); }));
  EXPECT_THAT(connection->lost()->message, HasSubstr("a reply without a command"));
}

TEST_F(ConnectionTest, AServerThatHangsUpEndsTheCall) {
  FakeRedis* server = nullptr;
  FakeRedis fake(loop_, [&](const Command& command) {
    if (command.front() == "GET") server->hang_up();
    return FakeRedis::welcome(command);
  });
  server = &fake;
  const auto connection = open(fake.endpoint()).value();

  const auto reply = call(*connection, {{"GET", "k"}}, 1h);

  ASSERT_FALSE(reply);
  EXPECT_THAT(reply.error().message, HasSubstr("the connection broke"));
}

TEST_F(ConnectionTest, NoServerAndNoAnswerAreUnavailable) {
  timeout_ = 50ms;
  FakeRedis mute(loop_, [](const Command&) { return ""; });
  const auto silent = open(mute.endpoint());
  ASSERT_FALSE(silent);
  EXPECT_EQ(silent.error().code, Errc::unavailable);
  EXPECT_THAT(silent.error().message, HasSubstr("no answer within"));

  const auto place = mute.endpoint();
  mute.close();
  const auto closed = open(place);
  ASSERT_FALSE(closed);
  EXPECT_THAT(closed.error().message, HasSubstr("cannot connect"));
}

TEST_F(ConnectionTest, AnAclUserLogsInWithItsPassword) {
  SKIP_WITHOUT_REDIS();
  RedisServer server;
  server.send("ACL SETUSER ann on >hunter2 ~dealbell:* +@connection -client +get +set");
  server.send("ACL SETUSER default on >other");

  Greeting right{{"ann", "hunter2"}, "dealbell:n1", 0, false};
  const auto connection = open(server.endpoint(), right);
  ASSERT_TRUE(connection) << "also when CLIENT SETNAME is forbidden: "
                          << connection.error().message;
  const auto replies = call(**connection, {{"GET", "dealbell:k"}, {"GET", "k"}}).value();
  EXPECT_TRUE(replies[0].is_nil());
  EXPECT_TRUE(replies[1].is_error("NOPERM"));

  const auto wrong = open(server.endpoint(), {{"ann", "hunter3"}, {}, 0, false});
  ASSERT_FALSE(wrong);
  EXPECT_THAT(wrong.error().message, HasSubstr("AUTH: WRONGPASS"));
  const auto none = open(server.endpoint());
  ASSERT_FALSE(none);
  EXPECT_THAT(none.error().message, HasSubstr("NOAUTH"));
  EXPECT_TRUE(open(server.endpoint(), {{"", "other"}, {}, 0, false})) << "the default user";
}

TEST_F(ConnectionTest, NameAndDatabaseAreUsed) {
  SKIP_WITHOUT_REDIS();
  RedisServer server;

  const auto connection = open(server.endpoint(), {{}, "dealbell:n1", 3, false}).value();
  call(*connection, {{"SET", "k", "v"}});

  EXPECT_THAT(server.send("CLIENT LIST"), HasSubstr("name=dealbell:n1"));
  EXPECT_THAT(server.send("INFO keyspace"), HasSubstr("db3:keys=1"));
  const auto beyond = open(server.endpoint(), {{}, {}, 99, false});
  ASSERT_FALSE(beyond);
  EXPECT_THAT(beyond.error().message, HasSubstr("SELECT: ERR DB index is out of range"));
}

TEST_F(ConnectionTest, AReplicaIsRefused) {
  SKIP_WITHOUT_REDIS();
  RedisServer master, replica;
  replica.follow(master);

  const auto refused = open(replica.endpoint());

  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("is a replica, not a master"));
}

TEST_F(ConnectionTest, ALoadingServerIsNotReady) {
  FakeRedis fake(loop_, [](const Command& command) {
    return command.front() == "PING" ? "-LOADING Redis is loading the dataset in memory\r\n"
                                     : FakeRedis::welcome(command);
  });
  const auto refused = open(fake.endpoint());
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("LOADING"));
}

}  // namespace
}  // namespace dealbell::redis
