#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/sim/sim_node.hpp"

// Situations that a random seed reaches once in thousands of runs.
namespace dealbell::sim {
namespace {

redis::LogRecord record(int number) {
  return {"api", "e" + std::to_string(number), 1'795'000'000'000,
          R"({"id":"e)" + std::to_string(number) +
              R"(","type":"deal","occurred_at":"2026-11-23T09:30:00Z","deal":{"id":"d"}})"};
}

class RareLosses : public testing::Test {
 protected:
  ~RareLosses() override { context.reset(); }

  // Puts the first records of the log on a disk.
  void fill(SimDisk& disk, int records) {
    disk.roll_back(5, 0);
    std::string chain;
    std::vector<redis::LogEntry> entries;
    for (int i = 1; i <= records; ++i) {
      chain = redis::next_chain(chain, record(i));
      entries.push_back({static_cast<Seq>(i), chain, record(i)});
    }
    disk.follow(entries);
  }
  SimProcess& start(const std::string& name, SimDisk& disk) {
    processes.push_back(std::make_unique<SimProcess>(name, disk, redis, time, random, *context));
    return *processes.back();
  }
  static bool is_sharing(const SimProcess& process) {
    return process.status().state == redis::SharedLog::State::sharing;
  }

  std::unique_ptr<boost::asio::io_context> context = std::make_unique<boost::asio::io_context>(1);
  SimTime time{*context};
  std::minstd_rand random{7};
  ModelRedis redis;
  SimDisk one, two;
  std::vector<std::unique_ptr<SimProcess>> processes;
};

TEST_F(RareLosses, ALostAppendIsRepeatedWithoutAnyOtherEvent) {
  auto& node = start("n1", one);
  time.run_for(std::chrono::seconds(1));
  redis.forgets = 1;
  node.post(record(1));
  time.run_for(std::chrono::milliseconds(100));
  ASSERT_EQ(redis.log.newest(), 0u);
  redis.forgets = 0;
  time.run_for(std::chrono::seconds(2));
  EXPECT_EQ(redis.log.newest(), 1u);
  EXPECT_TRUE(one.content().inbox.empty());
  EXPECT_EQ(node.status().repairs, 1u)
      << "only of the first start: the loss leaves no trace in Redis";
}

TEST_F(RareLosses, AnAbandonedNewLogIsTakenOver) {
  fill(one, 12);
  redis.log.begin({}, {7, 8, "of other records"}, false, "another", time.now());
  auto& node = start("n1", one);
  time.run_for(std::chrono::seconds(30));
  EXPECT_TRUE(is_sharing(node));
  EXPECT_EQ(node.position().seq, 12u);
  EXPECT_EQ(redis.log.newest(), 12u);
}

TEST_F(RareLosses, OfTwoNodesWithOneNameTheLaterOneStops) {
  auto& first = start("n1", one);
  time.run_for(std::chrono::seconds(1));
  auto& second = start("n1", two);
  time.run_for(std::chrono::seconds(20));
  EXPECT_THAT(second.lost(), testing::HasSubstr("another node is called \"n1\""));
  EXPECT_FALSE(is_sharing(second));
  EXPECT_EQ(first.lost(), "");
  EXPECT_TRUE(is_sharing(first));
}

TEST_F(RareLosses, ANodeWithANewDiskGetsItsNameOnceTheOldNodeIsDead) {
  auto& before = start("n1", one);
  time.run_for(std::chrono::seconds(1));
  before.die();
  auto& after = start("n1", two);
  time.run_for(std::chrono::seconds(8));
  EXPECT_TRUE(is_sharing(after));
}

class LostBeginning : public RareLosses {
 protected:
  // A log of 40 records, of which Redis still has the last ten.
  LostBeginning() {
    redis.log.margin = 10;
    redis.log.begin({}, {5, 0, ""}, false, "f", time.now());
    redis.log.finish("f", time.now());
    ChainedPosition end{5, 0, ""};
    for (int i = 1; i <= 40; ++i) {
      redis.log.append(end, {record(i)}, time.now());
      end = {5, end.seq + 1, redis::next_chain(end.chain, record(i))};
    }
  }
  void trim_behind(const std::string& node, const SimDisk& disk) {
    redis.log.register_node(node, name_of(disk), 40, format_newest, time.now());
  }
};

TEST_F(LostBeginning, IsCopiedFromANodeThatHasIt) {
  trim_behind("n1", one);
  ASSERT_EQ(redis.log.in_stream(), 11u);
  fill(one, 40);
  auto& whole = start("n1", one);
  auto& late = start("n2", two);
  time.run_for(std::chrono::seconds(5));
  EXPECT_TRUE(is_sharing(whole));
  EXPECT_TRUE(is_sharing(late));
  EXPECT_EQ(late.position(), whole.position());
  EXPECT_EQ(late.position().log, 5) << "no new log was started";
  EXPECT_EQ(late.sales().digest(), whole.sales().digest());
}

TEST_F(LostBeginning, IsWaitedForWhileARecentlyRegisteredNodeMayHaveIt) {
  trim_behind("n1", one);
  auto& late = start("n2", two);
  time.run_for(std::chrono::minutes(5));
  EXPECT_FALSE(is_sharing(late));
  EXPECT_EQ(redis.log.newest(), 40u) << "the log is left as it is";
  fill(one, 40);
  start("n1", one);
  time.run_for(std::chrono::minutes(1));
  EXPECT_TRUE(is_sharing(late));
}

TEST_F(LostBeginning, EndsTheLogWhenNoNodeHasIt) {
  trim_behind("n2", two);
  fill(one, 5);
  fill(two, 20);
  auto& first = start("n1", one);
  auto& second = start("n2", two);
  first.post(record(33));
  time.run_for(std::chrono::minutes(1));
  EXPECT_TRUE(is_sharing(first));
  EXPECT_TRUE(is_sharing(second));
  EXPECT_EQ(first.position(), second.position());
  EXPECT_EQ(first.position().log, 6);
  EXPECT_EQ(first.position().seq, 21u) << "the longest copy and the inbox";
}

}  // namespace
}  // namespace dealbell::sim
