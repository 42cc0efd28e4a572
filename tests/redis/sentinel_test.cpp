#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "redis/reconnecting_client.hpp"
#include "support/redis/on_loop.hpp"
#include "support/redis/redis_server.hpp"

namespace dealbell::redis {
namespace {

using namespace std::chrono_literals;
using test::RedisServer;
using test::until;
using testing::HasSubstr;
namespace asio = boost::asio;

// A master, its replica, a sentinel that monitors them, and a client that uses the sentinel.
class SentinelTest : public testing::Test {
 protected:
  void SetUp() override {
    SKIP_WITHOUT_REDIS();
    replica_ = std::make_unique<RedisServer>();
    master_ = std::make_unique<RedisServer>();
    replica_->follow(*master_);
    sentinel_ = std::make_unique<RedisServer>(RedisServer::Watched{"main", master_->port()});
    sentinel_->send_until("SENTINEL REPLICAS main", std::to_string(replica_->port()));
    ReconnectingClient::Options options;
    const Endpoint unused{"127.0.0.1", 1};
    options.url = parse_url("sentinel://" + to_string(unused) + "," +
                            to_string(sentinel_->endpoint()) + "/main")
                      .value();
    options.connect_timeout = 500ms;
    options.retry_max = 200ms;
    options.check_every = 200ms;
    client_ = std::make_unique<ReconnectingClient>(loop_.get_executor(), std::move(options));
    client_->start();
    ASSERT_TRUE(connected_to(*master_)) << client_->state().error;
  }
  bool connected_to(const RedisServer& server) {
    return until(loop_, [&] {
      const auto state = client_->state();
      return state.connected && state.where == to_string(server.endpoint());
    });
  }

  std::unique_ptr<RedisServer> master_, replica_, sentinel_;
  asio::io_context loop_;
  std::unique_ptr<ReconnectingClient> client_;
};

TEST_F(SentinelTest, AFailOverIsFollowed) {
  sentinel_->send_until("SENTINEL FAILOVER main", "+OK");
  EXPECT_TRUE(connected_to(*replica_)) << client_->state().error;
  EXPECT_TRUE(test::run(loop_, client_->call(Command{"SET", "k", "v"}, 5s)));
}

TEST_F(SentinelTest, ALostMasterIsReplaced) {
  master_->kill();
  EXPECT_TRUE(connected_to(*replica_)) << client_->state().error;
  EXPECT_GE(client_->connections(), 2u);
}

// The old master keeps its clients: only asking the sentinel again shows that there is a new one.
TEST_F(SentinelTest, AReplacedMasterIsLeftAlthoughItAnswers) {
  sentinel_->send("SENTINEL REMOVE main");
  replica_->send("REPLICAOF NO ONE");
  sentinel_->send("SENTINEL MONITOR main 127.0.0.1 " + std::to_string(replica_->port()) + " 1");

  EXPECT_TRUE(connected_to(*replica_)) << client_->state().error;
}

TEST_F(SentinelTest, AnUnknownMasterIsReported) {
  ReconnectingClient::Options options;
  options.url = parse_url("sentinel://" + to_string(sentinel_->endpoint()) + "/other").value();
  ReconnectingClient lost(loop_.get_executor(), std::move(options));
  lost.start();

  EXPECT_TRUE(until(loop_, [&] { return !lost.state().error.empty(); }));
  EXPECT_THAT(lost.state().error, HasSubstr("knows no master \"other\""));
}

}  // namespace
}  // namespace dealbell::redis
