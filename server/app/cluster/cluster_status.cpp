#include "app/cluster/cluster_status.hpp"

namespace dealbell::app {
namespace {

using State = redis::SharedLog::State;

// A shorter interruption looks like a slow network.
constexpr std::chrono::seconds unshared_after{1};
// While a log grows, no node has read it to its very end.
constexpr Seq lag_max = 1'000;

}  // namespace

bool ready(const redis::SharedLog::Status& log) {
  const bool follows = log.state == State::sharing || log.state == State::repairing;
  return log.state == State::away || (follows && log.position.seq + lag_max >= log.newest);
}

std::optional<Instant> unshared_since(const redis::SharedLog::Status& log, Instant now) {
  if (log.state == State::sharing || now - log.since < unshared_after) return std::nullopt;
  return log.since;
}

}  // namespace dealbell::app
