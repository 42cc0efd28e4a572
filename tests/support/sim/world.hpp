#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "support/sim/sim_node.hpp"

namespace dealbell::sim {

// Nodes, their clients and screens, and a faulty Redis on one virtual clock; the seed determines
// everything. `verbose` prints a trace.
class World {
 public:
  World(std::uint32_t seed, bool verbose);
  ~World();

  // Runs twenty seconds with faults.
  void run_with_faults();
  // Ends all faults: the time until all nodes agreed, or nullopt when they did not within 10 min.
  std::optional<std::chrono::milliseconds> recover();
  // What is wrong after recovery, or was at any time; empty when nothing is.
  std::string failure();

  struct Counts {
    int acknowledged = 0, deaths = 0, power_cuts = 0, restores = 0, flushes = 0, deletions = 0;
    std::uint64_t repairs = 0;
  };
  const Counts& counts() const { return counts_; }

 private:
  struct Machine {
    std::string name;
    SimDisk disk;
    LogNumber log = 0;              // the last one seen on it
    SimProcess* process = nullptr;  // in processes_; null while it is off
  };
  void step();
  void post();
  void harm_redis();
  void harm_machine();
  void start(Machine& machine);
  void stop(Machine& machine);
  void check();
  bool agreed() const;
  void describe(const Machine& machine);
  bool chance(int in_ten_thousand) { return int(random_() % 10'000) < in_ten_thousand; }
  std::size_t below(std::size_t end) { return random_() % end; }
  redis::LogRecord new_record();
  void trace(const std::string& what);

  std::minstd_rand random_;
  bool verbose_;
  ModelRedis redis_;
  std::vector<ModelLog> backups_;
  std::vector<std::unique_ptr<Machine>> machines_;
  std::vector<SimScreen> screens_;
  std::vector<std::unique_ptr<SimProcess>> processes_;  // including dead ones
  std::set<std::string> acknowledged_;
  std::vector<redis::LogRecord> sent_;
  std::string failure_;
  Counts counts_;
  std::unique_ptr<boost::asio::io_context> context_ = std::make_unique<boost::asio::io_context>(1);
  SimTime time_{*context_};
};

}  // namespace dealbell::sim
