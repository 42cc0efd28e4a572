#pragma once

#include <memory>
#include <random>

#include "support/sim/model_log.hpp"
#include "support/sim/sim_time.hpp"

namespace dealbell::sim {

// The Redis of a simulation with its present faults.
struct ModelRedis {
  ModelLog log;
  bool up = true;
  double lost = 0;                    // share of calls without an answer; half of them are executed
  std::chrono::milliseconds slow{0};  // greatest delay of each direction of a call
  double forgets = 0;                 // share of appends that are answered and then lost
  std::chrono::milliseconds slow_disks{2};  // greatest delay of each access to a node's disk
};

// One node's connection to it: calls take time, get lost, are executed twice.
class ModelConnection final : public redis::LogServer {
 public:
  ModelConnection(ModelRedis& redis, SimTime& time, std::minstd_rand& random)
      : redis_(redis), time_(time), random_(random) {}

  Answer<redis::LogComparison> compare(ChainedPosition copy) override;
  Answer<redis::LogComparison> append(ChainedPosition copy,
                                      std::vector<redis::LogRecord> records) override;
  Answer<std::vector<redis::LogEntry>> read(Seq seq, std::chrono::milliseconds wait) override;
  Answer<std::optional<redis::LogEntry>> entry(Seq seq) override;
  Answer<bool> begin(redis::LogComparison seen, ChainedPosition base, bool keep,
                     std::string filler) override;
  Answer<bool> fill(std::string filler, Seq after, std::vector<redis::LogRecord> records) override;
  Answer<bool> finish(std::string filler) override;
  Answer<int> register_node(std::string node, std::string disk, Seq seq, int format) override;
  Answer<std::vector<std::string>> registered_nodes() override;
  Answer<> request_copy(std::string node, Seq from) override;
  Answer<std::vector<redis::LogRecord>> take_copy(std::string node, Seq from) override;
  Answer<> end_copy(std::string node) override;
  Answer<std::vector<CopyRequest>> copy_requests() override;
  Answer<bool> give_copy(CopyRequest request, std::vector<redis::LogRecord> records) override;

  // The node's process is dead: no call ever returns.
  void die() { dead_ = true; }

 private:
  template <class Do>
  Answer<std::invoke_result_t<Do>> travel(Do call);
  Answer<> send();
  Answer<> receive();
  double chance() { return std::uniform_real_distribution<>(0, 1)(random_); }
  std::chrono::milliseconds delay();

  ModelRedis& redis_;
  SimTime& time_;
  std::minstd_rand& random_;
  bool dead_ = false;
};

// Suspends for ever, like the coroutines of a killed process.
boost::asio::awaitable<void> never();

}  // namespace dealbell::sim
