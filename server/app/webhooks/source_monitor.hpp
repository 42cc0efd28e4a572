#pragma once

#include <atomic>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/webhooks/delivery_queue.hpp"
#include "intake/health/source_health.hpp"
#include "io/clock.hpp"
#include "io/run_on.hpp"
#include "io/worker_thread.hpp"
#include "ops/metrics.hpp"
#include "store/delivery_log.hpp"

namespace dealbell::app {

struct MonitoredSource {
  std::string id;
  std::string title;  // may be empty
};

struct SourceReport {
  std::string id, title;
  intake::HealthReading health;
};

struct SourceMonitorOptions {
  store::DeliveryLogOptions log{};
  DeliveryQueue::Limits queue{};
  // Of the office, for its hours of the week. Called on the monitor's thread.
  intake::UtcOffset offset{};
  std::function<Instant()> now = io::now;
};

// Records every delivery in the delivery log, in the metrics and in its source's health. The log is
// written on a thread of its own, so record() does not wait for the disk. Without a usable log
// everything else goes on, and opening it is tried again every minute. Member functions may be
// called from any thread.
class SourceMonitor {
 public:
  // Opens DIR/deliveries.db. `metrics` outlives the monitor.
  SourceMonitor(std::string dir, ops::Metrics& metrics, SourceMonitorOptions options = {});
  ~SourceMonitor();
  SourceMonitor(const SourceMonitor&) = delete;
  SourceMonitor& operator=(const SourceMonitor&) = delete;

  // Replaces the list of sources. Sources that stay keep their health. Blocks while the health of
  // new ones is restored from the log; call it before their first delivery is recorded.
  void configure(std::vector<MonitoredSource> sources);

  // Records a delivery that was answered, and the sender's own numbers in it. `detail` of an
  // unauthorized one must be a reason that the metrics know.
  void record(store::LoggedDelivery delivery, std::span<const std::int64_t> sequences = {});

  // The health of each configured source, ordered by id.
  std::vector<SourceReport> health(Instant now) const;

  struct Counts {
    std::int64_t log_bytes = 0;
    DeliveryQueue::Lost lost;  // since the start
  };
  Counts counts() const;

  // Runs a query on the log after writing everything recorded so far. `query` gets a
  // const DeliveryLog& and returns a Result. Errc::io while there is no log.
  template <class Query>
  auto with_log(Query query) {
    using Answer = std::invoke_result_t<const Query&, const store::DeliveryLog&>;
    auto run = [this, query = std::move(query)]() -> Answer {
      write_queue();
      if (!log_) return error(Errc::io, "the delivery log is not available at the moment");
      return query(*log_);
    };
    return io::run_on(thread_, std::move(run));
  }

  // What otherwise happens every minute: deletes what is too old and learns the usual arrivals.
  // Blocks until it is done.
  void run_maintenance();

  // Writes what is queued and closes the log. Coroutines that wait for with_log() are never
  // resumed. Calling it again does nothing.
  void stop();

 private:
  struct SourceEntry {
    std::string title;
    intake::SourceHealth health;
  };
  // The rest on the monitor's thread.
  template <class Function>
  void run_and_wait(Function function);
  void open_log();
  void write_queue();
  void maintain_every_minute();
  void delete_expired();
  void learn_baselines();
  void restore_health(const std::string& source);
  void handle_log_error(const Error& why);

  const std::string dir_;
  ops::Metrics& metrics_;
  const SourceMonitorOptions options_;
  DeliveryQueue queue_;
  mutable std::mutex mutex_;
  std::map<std::string, SourceEntry, std::less<>> sources_;  // as configured: at most 100
  std::atomic<std::int64_t> log_bytes_ = 0;

  std::optional<store::DeliveryLog> log_;
  bool reported_missing_ = false;  // that the log cannot be opened
  bool reported_full_ = false;     // that the disk is full
  Instant baselines_of_{};         // the hour in which the baselines were learned
  bool stopping_ = false;
  io::WorkerThread thread_{"deliveries"};
  boost::asio::steady_timer next_maintenance_{thread_};
};

}  // namespace dealbell::app
