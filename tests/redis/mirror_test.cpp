#include "redis/mirror.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/redis/on_loop.hpp"
#include "support/redis/redis_server.hpp"

namespace dealbell::redis {
namespace {

using namespace std::chrono_literals;
using test::RedisServer;
using test::run;
using testing::HasSubstr;
namespace asio = boost::asio;

MirrorContent board(std::uint64_t seq, const std::string& ana, std::int64_t log = 1) {
  const TimedPosition position{log, seq, from_ms(1'000)};
  MirrorContent content;
  content.position = position;
  content.keys["board"] = {MirrorKey::Kind::ranking, {{"ana", ana}, {"ben", "7"}}, position};
  content.keys["kpi"] = {MirrorKey::Kind::table, {{"won_amount", ana}}, position};
  return content;
}

MirrorWin win(const std::string& deal, std::int64_t at_ms) {
  return {deal, from_ms(at_ms), {{"deal", deal}, {"amount", "10.00"}}};
}

class MirrorTest : public testing::Test {
 protected:
  void SetUp() override {
    SKIP_WITHOUT_REDIS();
    server_ = std::make_unique<RedisServer>();
    client_ = std::make_unique<ReconnectingClient>(loop_.get_executor(), options());
    client_->start();
    ASSERT_TRUE(run(loop_, client_->connected_within(10s)));
  }
  ReconnectingClient::Options options() const {
    ReconnectingClient::Options options;
    options.url = parse_url(server_->url()).value();
    options.retry_max = 200ms;
    return options;
  }
  std::size_t write(MirrorWriter& writer, const MirrorContent& content) {
    return run(loop_, writer.write(content)).value().count;
  }
  // The reply as text; the elements of an array separated by spaces.
  std::string ask(const Command& command) {
    std::string lines;
    const auto reply = run(loop_, client_->call(command, 5s)).value();
    if (reply.kind == Reply::Kind::integer) return std::to_string(reply.integer);
    if (reply.kind != Reply::Kind::array) return reply.text;
    for (const auto& one : reply.array) lines += (lines.empty() ? "" : " ") + one.text;
    return lines;
  }
  std::string scores() {
    return ask({"ZREVRANGE", "dealbell:{acme}:board", "0", "-1", "WITHSCORES"});
  }

  asio::io_context loop_;
  std::unique_ptr<RedisServer> server_;
  std::unique_ptr<ReconnectingClient> client_;
};

TEST_F(MirrorTest, WritesWhatDiffersAndReplacesItWhole) {
  MirrorWriter writer(*client_, "acme");

  EXPECT_EQ(write(writer, board(1, "12.50")), 2u);
  EXPECT_EQ(scores(), "ana 12.5 ben 7");
  EXPECT_EQ(ask({"HGETALL", "dealbell:{acme}:kpi"}), "won_amount 12.50");
  EXPECT_EQ(ask({"HGET", "dealbell:{acme}:positions", "board"}), "1 1 1000");

  EXPECT_EQ(write(writer, board(2, "12.50")), 0u) << "nothing has changed";

  auto without = board(3, "20");
  without.keys["board"].values.erase("ben");
  without.keys["kpi"].values.clear();
  EXPECT_EQ(write(writer, without), 2u);
  EXPECT_EQ(scores(), "ana 20");
  EXPECT_EQ(ask({"EXISTS", "dealbell:{acme}:kpi"}), "0");
}

TEST_F(MirrorTest, AnOlderPositionNeverOverwritesANewer) {
  MirrorWriter ahead(*client_, "acme"), behind(*client_, "acme");
  write(ahead, board(12, "12"));

  write(behind, board(9, "9"));
  EXPECT_EQ(scores(), "ana 12 ben 7") << "9 is before 12, though not as text";

  auto earlier = board(12, "11");
  earlier.keys["board"].position.at = from_ms(999);
  write(behind, earlier);
  EXPECT_EQ(scores(), "ana 12 ben 7");

  write(behind, board(12, "13"));
  EXPECT_EQ(scores(), "ana 13 ben 7") << "the same position is not older";

  write(behind, board(1, "1", 2));
  EXPECT_EQ(scores(), "ben 7 ana 1") << "a later log replaces an earlier one";
}

TEST_F(MirrorTest, FiguresWithALaterPositionAreReported) {
  MirrorWriter other(*client_, "acme"), writer(*client_, "acme");
  write(other, board(4, "4"));

  const auto written = run(loop_, writer.write(board(1, "7"))).value();
  EXPECT_TRUE(written.ahead);
  EXPECT_EQ(written.count, 0u);
  EXPECT_FALSE(run(loop_, writer.write(board(5, "7"))).value().ahead);
  EXPECT_EQ(scores(), "ben 7 ana 7") << "replaced once they are older";
}

TEST_F(MirrorTest, AKeyThatSomebodyDeletedIsWrittenAgain) {
  MirrorWriter writer(*client_, "acme");
  auto content = board(1, "12");
  content.keys["none"] = {MirrorKey::Kind::table, {}, content.position};
  content.wins = {win("D1", 1)};
  for (const auto* name : {"board", "kpi", "wins"}) {
    write(writer, content);
    ASSERT_TRUE(run(loop_, writer.is_intact()).value()) << name;
    ask({"DEL", std::string("dealbell:{acme}:") + name});
    EXPECT_FALSE(run(loop_, writer.is_intact()).value()) << name;
  }
  write(writer, content);
  EXPECT_EQ(scores(), "ana 12 ben 7");
  EXPECT_EQ(ask({"XLEN", "dealbell:{acme}:wins"}), "1");
}

TEST_F(MirrorTest, AFlushIsDetectedAndEverythingWrittenAgain) {
  MirrorWriter writer(*client_, "acme");
  auto content = board(1, "12");
  content.wins = {win("D1", 1)};
  write(writer, content);
  ASSERT_TRUE(run(loop_, writer.is_intact()).value());

  ask({"FLUSHALL"});
  EXPECT_FALSE(run(loop_, writer.is_intact()).value());
  EXPECT_EQ(write(writer, content), 3u);
  EXPECT_EQ(scores(), "ana 12 ben 7");
  EXPECT_EQ(ask({"XLEN", "dealbell:{acme}:wins"}), "1");
}

TEST_F(MirrorTest, AFlushDuringAWriteIsDetectedByTheScript) {
  MirrorWriter writer(*client_, "acme");
  write(writer, board(1, "12"));
  ask({"FLUSHALL"});

  const auto written = run(loop_, writer.write(board(2, "13")));
  ASSERT_FALSE(written);
  EXPECT_THAT(written.error().message, HasSubstr("lost"));

  EXPECT_EQ(write(writer, board(2, "13")), 2u);
  EXPECT_EQ(scores(), "ana 13 ben 7");
}

TEST_F(MirrorTest, ScriptsThatRedisDroppedAreSentAgain) {
  MirrorWriter writer(*client_, "acme");
  write(writer, board(1, "12"));
  ask({"SCRIPT", "FLUSH"});
  EXPECT_EQ(write(writer, board(2, "13")), 2u);
  EXPECT_EQ(scores(), "ana 13 ben 7");
}

TEST_F(MirrorTest, AServerThatRestartedEmptyIsFilled) {
  MirrorWriter writer(*client_, "acme");
  write(writer, board(1, "12"));
  server_->kill();
  ASSERT_TRUE(test::until(loop_, [&] { return !client_->connected(); }));
  EXPECT_FALSE(run(loop_, writer.write(board(2, "12"))));
  server_->start();
  ASSERT_TRUE(run(loop_, client_->connected_within(10s)));

  EXPECT_FALSE(run(loop_, writer.is_intact()).value());
  EXPECT_EQ(write(writer, board(2, "12")), 2u);
  EXPECT_EQ(scores(), "ana 12 ben 7");
}

TEST_F(MirrorTest, TheStreamOfWinsIsBoundedAndHasEachOnce) {
  MirrorWriter writer(*client_, "acme"), other(*client_, "acme");
  MirrorContent content;
  for (int i = 0; i < 2'500; i += 500) {
    content.wins.clear();
    for (int j = i; j < i + 500; ++j) content.wins.push_back(win("D" + std::to_string(j), j));
    write(writer, content);
  }
  EXPECT_EQ(ask({"XLEN", "dealbell:{acme}:wins"}), "1000");
  EXPECT_EQ(ask({"ZCARD", "dealbell:{acme}:wins:known"}), "2000");

  write(other, content);
  const Command newest{"XREVRANGE", "dealbell:{acme}:wins", "+", "-", "COUNT", "1"};
  const auto before = run(loop_, client_->call(newest, 5s)).value();
  EXPECT_EQ(before.array.at(0).array.at(1).array.at(1).text, "D2499");
  write(other, content);
  EXPECT_EQ(run(loop_, client_->call(newest, 5s)).value(), before)
      << "another node's wins are the same wins";
}

TEST_F(MirrorTest, ALeaderboardOfAThousandIsWritten) {
  MirrorWriter writer(*client_, "acme");
  auto content = board(1, "1");
  for (int i = 0; i < 1'000; ++i)
    content.keys["board"].values["p" + std::to_string(i)] = std::to_string(i);
  write(writer, content);
  EXPECT_EQ(ask({"ZCARD", "dealbell:{acme}:board"}), "1002");
}

TEST_F(MirrorTest, ChangedKeysArePublished) {
  ReconnectingClient listener(loop_.get_executor(), options());
  listener.start();
  ASSERT_TRUE(run(loop_, listener.connected_within(10s)));
  ASSERT_TRUE(run(loop_, listener.call({"CONFIG", "SET", "slowlog-log-slower-than", "0"}, 5s)));
  MirrorWriter writer(*client_, "acme");
  write(writer, board(7, "12"));

  const auto log = run(loop_, listener.call({"SLOWLOG", "GET", "20"}, 5s)).value();
  std::string published;
  for (const auto& entry : log.array)
    if (entry.array.at(3).array.at(0).text == "PUBLISH")
      for (const auto& word : entry.array[3].array) published += word.text + " ";
  EXPECT_EQ(published,
            "PUBLISH dealbell:{acme}:changed "
            R"({"log":1,"seq":7,"at":1000,"keys":["board","kpi"]} )");
}

}  // namespace
}  // namespace dealbell::redis
