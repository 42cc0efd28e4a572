#pragma once

#include <memory>
#include <random>

#include "support/sim/model_log.hpp"
#include "support/sim/sim_time.hpp"

namespace dealbell::sim {

// The Redis of a simulation, and what is wrong with it at the moment.
struct ModelRedis {
  ModelLog log;
  bool up = true;
  double lost = 0;  // share of calls whose answer does not come; half of them are done
  std::chrono::milliseconds slow{0};        // up to so much more for each call
  double forgets = 0;                       // share of appends that are answered and then lost
  std::chrono::milliseconds slow_disks{2};  // of the nodes: up to so long for each use
};

// One node's way to it: takes time, gets lost, is carried out twice.
class ModelLink final : public redis::LogServer {
 public:
  ModelLink(ModelRedis& redis, SimTime& time, std::minstd_rand& random)
      : redis_(redis), time_(time), random_(random) {}

  Answer<redis::LogComparison> compare(redis::Position copy) override;
  Answer<redis::LogComparison> append(redis::Position copy,
                                      std::vector<redis::LogRecord> records) override;
  Answer<std::vector<redis::LogEntry>> read(redis::Seq seq,
                                            std::chrono::milliseconds wait) override;
  Answer<std::optional<redis::LogEntry>> entry(redis::Seq seq) override;
  Answer<bool> begin(redis::LogComparison seen, redis::Position base, bool keep,
                     std::string filler) override;
  Answer<bool> fill(std::string filler, redis::Seq after,
                    std::vector<redis::LogRecord> records) override;
  Answer<bool> finish(std::string filler) override;
  Answer<bool> register_node(std::string node, std::string disk, redis::Seq seq) override;
  Answer<std::vector<std::string>> enrolled() override;
  Answer<> want(std::string node, redis::Seq from) override;
  Answer<std::vector<redis::LogRecord>> take(std::string node, redis::Seq from) override;
  Answer<> want_no_more(std::string node) override;
  Answer<std::vector<Wanted>> wanted() override;
  Answer<bool> give(Wanted wanted, std::vector<redis::LogRecord> records) override;

  // The process behind it has gone: nothing comes back any more, ever.
  void die() { dead_ = true; }

 private:
  template <class Do>
  Answer<std::invoke_result_t<Do>> travel(Do call);
  Answer<> there();
  Answer<> back();
  double chance() { return std::uniform_real_distribution<>(0, 1)(random_); }
  std::chrono::milliseconds delay();

  ModelRedis& redis_;
  SimTime& time_;
  std::minstd_rand& random_;
  bool dead_ = false;
};

// Suspends for ever: what a killed process does.
boost::asio::awaitable<void> never();

}  // namespace dealbell::sim
