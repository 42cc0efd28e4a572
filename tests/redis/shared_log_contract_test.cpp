#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "redis/redis_log_store.hpp"
#include "support/redis/on_loop.hpp"
#include "support/redis/redis_server.hpp"
#include "support/sim/model_log.hpp"

// The contract of LogServer, tested against the real redis-server and against the model that the
// simulation uses, so that the two cannot diverge.
namespace dealbell::redis {
namespace {

using test::run;

LogRecord record(const std::string& id, const std::string& body = "{}") {
  return {"api", id, 1'795'000'000'000, body};
}

ChainedPosition after(ChainedPosition at, const std::vector<LogRecord>& records) {
  for (const auto& one : records) at = {at.log, at.seq + 1, next_chain(at.chain, one)};
  return at;
}

// LogServer with blocking calls.
class TestLog {
 public:
  virtual ~TestLog() = default;
  virtual LogComparison compare(const ChainedPosition& copy) = 0;
  virtual LogComparison append(const ChainedPosition& copy,
                               const std::vector<LogRecord>& records) = 0;
  virtual std::vector<LogEntry> read(Seq seq) = 0;
  virtual bool begin(const LogComparison& seen, const ChainedPosition& base, bool keep,
                     const std::string& filler) = 0;
  virtual bool fill(const std::string& filler, Seq after,
                    const std::vector<LogRecord>& records) = 0;
  virtual bool finish(const std::string& filler) = 0;
  virtual int register_node(const std::string& node, const std::string& disk, Seq seq,
                            int format = 1) = 0;
  virtual std::vector<std::string> registered_nodes() = 0;
  virtual void request_copy(const std::string& node, Seq from) = 0;
  virtual std::vector<LogRecord> take_copy(const std::string& node, Seq from) = 0;
  virtual bool give_copy(const std::string& node, Seq next,
                         const std::vector<LogRecord>& records) = 0;
  virtual void delete_stream() = 0;
};

class ModelTestLog final : public TestLog {
 public:
  LogComparison compare(const ChainedPosition& copy) override { return log_.compare(copy, {}); }
  LogComparison append(const ChainedPosition& copy,
                       const std::vector<LogRecord>& records) override {
    return log_.append(copy, records, {});
  }
  std::vector<LogEntry> read(Seq seq) override { return log_.read(seq); }
  bool begin(const LogComparison& seen, const ChainedPosition& base, bool keep,
             const std::string& filler) override {
    return log_.begin(seen, base, keep, filler, {});
  }
  bool fill(const std::string& filler, Seq at, const std::vector<LogRecord>& records) override {
    return log_.fill(filler, at, records, {});
  }
  bool finish(const std::string& filler) override { return log_.finish(filler, {}); }
  int register_node(const std::string& node, const std::string& disk, Seq seq,
                    int format) override {
    return log_.register_node(node, disk, seq, format, {});
  }
  std::vector<std::string> registered_nodes() override { return log_.registered_nodes({}); }
  void request_copy(const std::string& node, Seq from) override { log_.request_copy(node, from); }
  std::vector<LogRecord> take_copy(const std::string& node, Seq from) override {
    return log_.take_copy(node, from);
  }
  bool give_copy(const std::string& node, Seq next,
                 const std::vector<LogRecord>& records) override {
    return log_.give_copy({node, next}, records);
  }
  void delete_stream() override { log_.delete_stream(); }

 private:
  sim::ModelLog log_;
};

class RedisTestLog final : public TestLog {
 public:
  RedisTestLog() {
    commands_.start();
    tail_.start();
    EXPECT_TRUE(test::until(loop_, [&] { return commands_.connected() && tail_.connected(); }));
  }
  ~RedisTestLog() override {
    commands_.stop();
    tail_.stop();
  }
  LogComparison compare(const ChainedPosition& copy) override {
    return *run(loop_, log_.compare(copy));
  }
  LogComparison append(const ChainedPosition& copy,
                       const std::vector<LogRecord>& records) override {
    return *run(loop_, log_.append(copy, records));
  }
  std::vector<LogEntry> read(Seq seq) override {
    return *run(loop_, log_.read(seq, std::chrono::milliseconds(1)));
  }
  bool begin(const LogComparison& seen, const ChainedPosition& base, bool keep,
             const std::string& filler) override {
    return *run(loop_, log_.begin(seen, base, keep, filler));
  }
  bool fill(const std::string& filler, Seq at, const std::vector<LogRecord>& records) override {
    return *run(loop_, log_.fill(filler, at, records));
  }
  bool finish(const std::string& filler) override { return *run(loop_, log_.finish(filler)); }
  int register_node(const std::string& node, const std::string& disk, Seq seq,
                    int format) override {
    return *run(loop_, log_.register_node(node, disk, seq, format));
  }
  std::vector<std::string> registered_nodes() override {
    return *run(loop_, log_.registered_nodes());
  }
  void request_copy(const std::string& node, Seq from) override {
    EXPECT_TRUE(run(loop_, log_.request_copy(node, from)));
  }
  std::vector<LogRecord> take_copy(const std::string& node, Seq from) override {
    return *run(loop_, log_.take_copy(node, from));
  }
  bool give_copy(const std::string& node, Seq next,
                 const std::vector<LogRecord>& records) override {
    return *run(loop_, log_.give_copy({node, next}, records));
  }
  void delete_stream() override { server_.send("DEL dealbell:{acme}:log"); }

 private:
  ReconnectingClient::Options options() const {
    ReconnectingClient::Options options;
    options.url = *parse_url(server_.url());
    options.name = "dealbell:test";
    return options;
  }
  test::RedisServer server_;
  boost::asio::io_context loop_{1};
  ReconnectingClient commands_{loop_.get_executor(), options()},
      tail_{loop_.get_executor(), options()};
  RedisLogStore log_{commands_, tail_, "acme"};
};

class SharedLogContract : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    if (GetParam()) {
      SKIP_WITHOUT_REDIS();
      log = std::make_unique<RedisTestLog>();
    } else {
      log = std::make_unique<ModelTestLog>();
    }
  }
  // Starts an empty log with this number.
  ChainedPosition create(LogNumber number) {
    EXPECT_TRUE(log->begin({}, {number, 0, ""}, false, "f"));
    EXPECT_TRUE(log->finish("f"));
    return {number, 0, ""};
  }
  std::unique_ptr<TestLog> log;
};
INSTANTIATE_TEST_SUITE_P(, SharedLogContract, testing::Bool(),
                         [](const auto& which) { return which.param ? "Redis" : "Model"; });

TEST_P(SharedLogContract, ThereIsNoLogBeforeOneIsStarted) {
  EXPECT_EQ(log->compare({1, 0, ""}).state, LogComparison::absent);
  EXPECT_EQ(log->append({1, 0, ""}, {record("a")}).state, LogComparison::absent);
  EXPECT_TRUE(log->read(0).empty());
}

TEST_P(SharedLogContract, AppendsOnceAndChainsWhatItAppends) {
  const auto start = create(2);
  const std::vector records{record("a"), record("b", "{\"x\":\"\\u0000 ä\"}")};
  const auto end = after(start, records);
  const auto comparison = log->append(start, records);
  EXPECT_EQ(comparison.state, LogComparison::same);
  EXPECT_EQ(comparison.newest, 2u);
  EXPECT_EQ(comparison.chain, end.chain);
  EXPECT_EQ(log->append(start, {record("b", "{}"), record("c")}).newest, 3u);

  const auto entries = log->read(0);
  ASSERT_EQ(entries.size(), 3u);
  EXPECT_EQ(entries[1].seq, 2u);
  EXPECT_EQ(entries[1].chain, end.chain);
  EXPECT_EQ(entries[1].record.body, records[1].body);
  EXPECT_EQ(entries[2].record.event_id, "c");
  EXPECT_EQ(entries[2].record.received_at, 1'795'000'000'000);
  EXPECT_EQ(log->read(2).size(), 1u);
}

TEST_P(SharedLogContract, ComparesACopy) {
  const auto start = create(2);
  const auto one = after(start, {record("a")});
  const auto two = after(one, {record("b")});
  log->append(start, {record("a"), record("b")});
  EXPECT_EQ(log->compare(start).state, LogComparison::same);
  EXPECT_EQ(log->compare(one).state, LogComparison::same);
  EXPECT_EQ(log->compare(two).state, LogComparison::same);
  EXPECT_EQ(log->compare({2, 1, "another"}).state, LogComparison::forked);
  EXPECT_EQ(log->compare({2, 2, one.chain}).state, LogComparison::forked);
  EXPECT_EQ(log->compare(after(two, {record("c")})).state, LogComparison::ended);
  EXPECT_EQ(log->compare({1, 1, one.chain}).state, LogComparison::other);
  for (const auto& other : {ChainedPosition{2, 1, "another"}, ChainedPosition{1, 2, two.chain}})
    EXPECT_NE(log->append(other, {record("x")}).state, LogComparison::same);
  EXPECT_EQ(log->compare(two).newest, 2u) << "refused records are not appended";
}

TEST_P(SharedLogContract, WithoutItsStreamTheLogIsAbsent) {
  const auto start = create(2);
  log->append(start, {record("a")});
  log->delete_stream();
  const auto comparison = log->compare(start);
  EXPECT_EQ(comparison.state, LogComparison::absent);
  EXPECT_EQ(comparison.log, 2);
  EXPECT_EQ(log->append(start, {record("b")}).state, LogComparison::absent);
}

TEST_P(SharedLogContract, OnlyOneNodeAtATimeStartsANewLog) {
  const auto start = create(2);
  log->append(start, {record("a")});
  const auto seen = log->compare(start);
  auto stale = seen;
  stale.newest = 0;
  EXPECT_FALSE(log->begin(stale, {3, 0, ""}, false, "x"));
  const auto base = ChainedPosition{3, seen.newest, seen.chain};
  ASSERT_TRUE(log->begin(seen, base, true, "x"));
  EXPECT_FALSE(log->begin(seen, base, true, "y"));
  EXPECT_EQ(log->compare(start).state, LogComparison::filling);
  EXPECT_EQ(log->append(start, {record("z")}).state, LogComparison::filling);
  EXPECT_FALSE(log->fill("y", 1, {record("z")}));
  EXPECT_TRUE(log->fill("x", 1, {record("b"), record("c")}));
  EXPECT_TRUE(log->fill("x", 1, {record("b"), record("c")})) << "again: nothing is added";
  EXPECT_FALSE(log->fill("x", 9, {record("d")}));
  EXPECT_FALSE(log->finish("y"));
  EXPECT_TRUE(log->finish("x"));
  const auto end = after({3, 0, ""}, {record("a"), record("b"), record("c")});
  EXPECT_EQ(log->compare(end).state, LogComparison::same);
  EXPECT_EQ(log->compare(end).newest, 3u);
}

TEST_P(SharedLogContract, ANewLogForgetsIdsBeforeItsEnd) {
  const auto start = create(2);
  log->append(start, {record("a")});
  const auto seen = log->compare(start);
  ASSERT_TRUE(log->begin(seen, {3, seen.newest, seen.chain}, true, "x"));
  ASSERT_TRUE(log->finish("x"));
  EXPECT_EQ(log->append({3, 0, ""}, {record("b")}).state, LogComparison::lagging);
  const auto end = after({3, 0, ""}, {record("a")});
  EXPECT_EQ(log->append(end, {record("b")}).newest, 2u);
}

TEST_P(SharedLogContract, ListsRegisteredNodes) {
  EXPECT_TRUE(log->registered_nodes().empty());
  EXPECT_TRUE(log->register_node("n1", "a", 0));
  EXPECT_TRUE(log->register_node("n2", "b", 0));
  EXPECT_THAT(log->registered_nodes(), testing::UnorderedElementsAre("n1", "n2"));
}

TEST_P(SharedLogContract, ANameBelongsToTheDiskThatRegisteredIt) {
  EXPECT_TRUE(log->register_node("n1", "a", 0));
  EXPECT_FALSE(log->register_node("n1", "b", 7));
  EXPECT_TRUE(log->register_node("n1", "a", 1)) << "a restart";
  EXPECT_TRUE(log->register_node("n2", "b", 7));
}

TEST_P(SharedLogContract, TheFormatIsTheLeastOfAllListedNodes) {
  EXPECT_EQ(log->register_node("n1", "a", 0, 3), 3);
  EXPECT_EQ(log->register_node("n2", "b", 0, 2), 2);
  EXPECT_EQ(log->register_node("n1", "a", 0, 3), 2);
  EXPECT_EQ(log->register_node("n2", "b", 0, 4), 3) << "n2 was upgraded";
}

TEST_P(SharedLogContract, RecordsBeforeTheStreamAreCopiedInPortions) {
  log->request_copy("n2", 1);
  EXPECT_TRUE(log->take_copy("n2", 1).empty());
  EXPECT_FALSE(log->give_copy("n2", 2, {record("b")})) << "not the next record";
  EXPECT_TRUE(log->give_copy("n2", 1, {record("a"), record("b")}));
  EXPECT_FALSE(log->give_copy("n2", 1, {record("a")})) << "given already";
  EXPECT_TRUE(log->give_copy("n2", 3, {record("c")}));
  EXPECT_EQ(log->take_copy("n2", 1).size(), 3u);
  EXPECT_EQ(log->take_copy("n2", 1).size(), 3u) << "until their arrival is confirmed";
  const auto rest = log->take_copy("n2", 3);
  ASSERT_EQ(rest.size(), 1u);
  EXPECT_EQ(rest[0].event_id, "c");
  EXPECT_TRUE(log->take_copy("n2", 4).empty());
  EXPECT_TRUE(log->take_copy("n2", 1).empty()) << "confirmed records are dropped";
  log->request_copy("n2", 1);
  EXPECT_TRUE(log->give_copy("n2", 1, {record("a")}));
}

}  // namespace
}  // namespace dealbell::redis
