#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dealbell::ops {

// Values that are read at the time of a scrape.
struct MetricsSample {
  struct Source {
    std::string source;
    std::string_view state;
    std::optional<double> seconds_since_last;
  };
  struct Mirror {
    bool connected = false;
    double lag_seconds = 0;
    std::uint64_t writes = 0;
  };
  struct SharedLog {
    bool shared = false;  // with the other nodes, at the moment
    std::uint64_t behind =
        0;                    // records of the log that this node has not read yet, as far as known
    std::size_t waiting = 0;  // events in the inbox: on our disk, but not in the log
    double oldest_seconds = 0;  // age of the oldest event in the inbox
    std::uint64_t repairs = 0;
  };
  std::vector<Source> sources{};
  std::uint64_t ledger_seq = 0;
  std::int64_t rejected_rows = 0;
  struct Waiting {  // in the rejected box, for a decision
    std::string source;
    std::int64_t rows = 0;
    std::int64_t bytes = 0;
  };
  std::vector<Waiting> rejected_waiting{};
  std::int64_t rejected_share_bytes = 0;  // what each source may hold
  std::int64_t connections = 0;           // of all kinds
  std::int64_t web_sockets = 0, event_streams = 0;
  std::uint64_t frames = 0;
  std::int64_t delivery_log_bytes = 0;
  std::uint64_t deliveries_not_logged = 0, bodies_not_logged = 0;
  std::optional<Mirror> mirror{};
  std::optional<SharedLog> shared_log{};
};

// Metrics of the program in Prometheus' text format, version 0.0.4. Labels only have values that
// are declared here, so that requests cannot create series; every series exists from the first
// scrape on. Any thread.
class Metrics {
 public:
  struct Labels {
    std::vector<std::string> outcomes;  // of a delivery
    std::vector<std::string> reasons;   // why the authentication of a delivery failed
    std::vector<std::string> states;    // of a source
  };
  Metrics(std::string build, Labels labels);
  ~Metrics();

  // From now on there are these sources; the series of others are removed.
  void set_sources(const std::vector<std::string>& sources);

  void delivered(std::string_view source, std::string_view outcome,
                 std::chrono::microseconds latency);
  void signature_failed(std::string_view source, std::string_view reason);
  void events_accepted(std::size_t count);
  void events_duplicate(std::size_t count);
  void events_rejected(std::size_t count);
  void committed(std::chrono::microseconds took);  // a batch of events, until it was on disk

  std::string text(const MetricsSample& sample) const;

  static constexpr std::string_view content_type = "text/plain; version=0.0.4; charset=utf-8";

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dealbell::ops
