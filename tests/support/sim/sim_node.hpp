#pragma once

#include <memory>
#include <string>

#include "core/state/sales_state.hpp"
#include "redis/shared_log.hpp"
#include "support/sim/model_connection.hpp"
#include "support/sim/sim_disk.hpp"
#include "support/sim/sim_screen.hpp"

namespace dealbell::sim {

core::Event event_of(const redis::LogRecord& record);
// Different for each disk; how does not matter.
std::string name_of(const SimDisk& disk);

// One process of a node; when it dies only its disk remains. Its suspended coroutines are never
// resumed, so it must live as long as the simulation.
class SimProcess final : public redis::NodeCopy {
 public:
  SimProcess(std::string name, SimDisk& disk, ModelRedis& redis, SimTime& time,
             std::minstd_rand& random, boost::asio::io_context& context);

  ChainedPosition position() const override { return disk_.position(); }
  Answer<std::string> chain_at(Seq seq) override;
  Answer<std::vector<redis::LogRecord>> read(Seq seq) override;
  Answer<std::vector<Waiting>> waiting(std::int64_t after) override;
  Answer<> follow(std::vector<redis::LogEntry> entries) override;
  Answer<> roll_back(LogNumber log, Seq seq) override;

  // An event of a client; acknowledged when this returns.
  void post(const redis::LogRecord& record);
  void die();

  const std::string& name() const { return name_; }
  const core::SalesState& sales() const { return *sales_; }
  const SimBoard& board() const { return *board_; }
  redis::SharedLog::Status status() const { return shared_.status(); }
  const std::string& lost() const { return lost_; }

 private:
  void refold();
  boost::asio::awaitable<void> disk_time();

  std::string name_;
  SimDisk& disk_;
  ModelRedis& redis_;
  SimTime& time_;
  std::minstd_rand& random_;
  ModelConnection connection_;
  std::unique_ptr<core::SalesState> sales_;
  std::unique_ptr<SimBoard> board_;
  bool dead_ = false;
  std::string lost_;
  redis::SharedLog shared_;
};

}  // namespace dealbell::sim
