#include "series.hpp"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace dealbell::bench {

Series::Series(std::string name, const ChildProcess& server, int port, int connections,
               double events, Protocol protocol)
    : name_(std::move(name)),
      server_(server),
      port_(port),
      connections_(connections),
      events_(events),
      protocol_(std::move(protocol)) {}

void Series::run(std::chrono::seconds lasting) {
  const auto cpu = server_.cpu_seconds();
  auto outcome = run_load(port_, connections_, lasting, protocol_);
  const auto taken = static_cast<double>(outcome.requests) * events_;
  runs_.push_back({taken / outcome.seconds, outcome, (server_.cpu_seconds() - cpu) / taken * 1e6,
                   outcome.own_cpu_seconds / taken * 1e6});
}

double Series::print() {
  std::sort(runs_.begin(), runs_.end(),
            [](const Run& a, const Run& b) { return a.per_second < b.per_second; });
  const auto& m = runs_[runs_.size() / 2];
  std::printf(
      "%-34s %9.0f events/s (%.0f to %.0f)  p50 %6.2f  p99 %6.2f ms  "
      "CPU per event: server %5.1f, load %5.1f us\n",
      name_.c_str(), m.per_second, runs_.front().per_second, runs_.back().per_second,
      m.outcome.p50_ms, m.outcome.p99_ms, m.server_us, m.load_us);
  return m.per_second;
}

}  // namespace dealbell::bench
