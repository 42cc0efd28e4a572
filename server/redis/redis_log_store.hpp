#pragma once

#include <memory>
#include <string>

#include "redis/log_server.hpp"
#include "redis/portion.hpp"
#include "redis/reconnecting_client.hpp"

namespace dealbell::redis {

// The shared log of one office in a real Redis. Malformed replies and all errors of Redis are
// Errc::unavailable with Redis' message, so the node retries.
class RedisLogStore final : public LogServer {
 public:
  struct Bounds {
    Seq behind_slowest = 10'000;   // records kept in the stream behind the slowest node
    Seq in_stream = 1'000'000;     // and at most; some 400 MB
    std::size_t copy_max = 2'000;  // records on their way to one node that copies
  };
  // Both clients belong to the calling loop and must outlive this; `tail` is for blocking reads.
  RedisLogStore(ReconnectingClient& commands, ReconnectingClient& tail, const std::string& office,
                Bounds bounds);
  RedisLogStore(ReconnectingClient& commands, ReconnectingClient& tail, const std::string& office)
      : RedisLogStore(commands, tail, office, Bounds()) {}
  ~RedisLogStore() override;

  Answer<LogComparison> compare(ChainedPosition copy) override;
  Answer<LogComparison> append(ChainedPosition copy, std::vector<LogRecord> records) override;
  Answer<std::vector<LogEntry>> read(Seq seq, std::chrono::milliseconds wait) override;
  Answer<std::optional<LogEntry>> entry(Seq seq) override;
  Answer<bool> begin(LogComparison seen, ChainedPosition base, bool keep,
                     std::string filler) override;
  Answer<bool> fill(std::string filler, Seq after, std::vector<LogRecord> records) override;
  Answer<bool> finish(std::string filler) override;
  Answer<int> register_node(std::string node, std::string disk, Seq seq, int format) override;
  Answer<std::vector<std::string>> registered_nodes() override;
  Answer<> request_copy(std::string node, Seq from) override;
  Answer<std::vector<LogRecord>> take_copy(std::string node, Seq from) override;
  Answer<> end_copy(std::string node) override;
  Answer<std::vector<CopyRequest>> copy_requests() override;
  Answer<bool> give_copy(CopyRequest request, std::vector<LogRecord> records) override;

 private:
  struct Keys;
  struct Scripts;
  Result<> check_one_server();

  ReconnectingClient& commands_;
  ReconnectingClient& tail_;
  Bounds bounds_;
  Portion read_portion_{1'000}, copy_portion_{250};
  std::unique_ptr<const Keys> keys_;
  std::unique_ptr<const Scripts> scripts_;
};

}  // namespace dealbell::redis
