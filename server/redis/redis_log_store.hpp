#pragma once

#include <memory>
#include <string>

#include "redis/log_server.hpp"
#include "redis/portion.hpp"
#include "redis/reconnecting_client.hpp"

namespace dealbell::redis {

// The shared log of one office on a real Redis. What Redis answers that makes no sense, and every
// error of its own, is Errc::unavailable with its words: a node stays away and tries again.
class RedisLogStore final : public LogServer {
 public:
  struct Bounds {
    Seq behind_slowest = 10'000;      // records kept in the stream behind the slowest node
    Seq in_stream = 1'000'000;        // and at most: some 400 MB
    std::size_t copies_wait = 2'000;  // records on their way to one node that copies
  };
  // `commands` and `tail` are links of the loop that calls; `tail` is for the reader that blocks.
  RedisLogStore(ReconnectingClient& commands, ReconnectingClient& tail, const std::string& office,
                Bounds bounds);
  RedisLogStore(ReconnectingClient& commands, ReconnectingClient& tail, const std::string& office)
      : RedisLogStore(commands, tail, office, Bounds()) {}
  ~RedisLogStore() override;

  Answer<LogComparison> compare(Position copy) override;
  Answer<LogComparison> append(Position copy, std::vector<LogRecord> records) override;
  Answer<std::vector<LogEntry>> read(Seq seq, std::chrono::milliseconds wait) override;
  Answer<std::optional<LogEntry>> entry(Seq seq) override;
  Answer<bool> begin(LogComparison seen, Position base, bool keep, std::string filler) override;
  Answer<bool> fill(std::string filler, Seq after, std::vector<LogRecord> records) override;
  Answer<bool> finish(std::string filler) override;
  Answer<bool> register_node(std::string node, std::string disk, Seq seq) override;
  Answer<std::vector<std::string>> enrolled() override;
  Answer<> want(std::string node, Seq from) override;
  Answer<std::vector<LogRecord>> take(std::string node, Seq from) override;
  Answer<> want_no_more(std::string node) override;
  Answer<std::vector<Wanted>> wanted() override;
  Answer<bool> give(Wanted wanted, std::vector<LogRecord> records) override;

 private:
  struct Names;
  struct Steps;
  Result<> on_one_server();

  ReconnectingClient& commands_;
  ReconnectingClient& tail_;
  Bounds bounds_;
  Portion entries_{1'000}, copied_{250};
  std::unique_ptr<const Names> names_;
  std::unique_ptr<const Steps> steps_;
};

}  // namespace dealbell::redis
