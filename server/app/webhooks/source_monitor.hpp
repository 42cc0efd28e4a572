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
  intake::UtcOffset offset{};  // of the office, for its hours of the week; called on one thread
  std::function<Instant()> now = io::now;
};

// Remembers what senders sent and tells how they are. The delivery log lives on a thread of its
// own: whoever notes a delivery waits for no disk. Without a usable log everything else goes on,
// and opening it is tried again every minute. Every member function may be called from any thread.
class SourceMonitor {
 public:
  // Opens DIR/deliveries.db. `metrics` outlives the watch.
  SourceMonitor(std::string dir, ops::Metrics& metrics, SourceMonitorOptions options = {});
  ~SourceMonitor();
  SourceMonitor(const SourceMonitor&) = delete;
  SourceMonitor& operator=(const SourceMonitor&) = delete;

  // The sources there are from now on. Blocks while what the log knows of the new ones is read;
  // before their first delivery is noted.
  void configure(std::vector<MonitoredSource> sources);

  // A delivery that was answered, and the sender's own numbers in it. `detail` of an unauthorized
  // one is its reason in the metrics.
  void note(store::LoggedDelivery delivery, std::span<const std::int64_t> sequences = {});

  // How each configured source is, by id.
  std::vector<SourceReport> health(Instant now) const;

  struct Counts {
    std::int64_t log_bytes = 0;
    DeliveryQueue::Lost lost;  // since the start
  };
  Counts counts() const;

  // Asks the log something, after everything noted so far is in it: `use` gets a const DeliveryLog&
  // and answers a Result. Errc::io while there is no log.
  template <class Use>
  auto with_log(Use use) {
    auto work = [this, use = std::move(
                           use)]() -> std::invoke_result_t<const Use&, const store::DeliveryLog&> {
      write();
      if (!log_) return error(Errc::io, "the delivery log cannot be used just now");
      return use(*log_);
    };
    return io::run_on(disk_, std::move(work));
  }

  // What happens every minute: forgets what has had its time, learns what is normal. Blocks until
  // it is done.
  void look_after();

  // Writes what waits and closes the log. Whoever still waits for with_log() is never resumed.
  // Twice is fine.
  void stop();

 private:
  struct Watched {
    std::string title;
    intake::SourceHealth health;
  };
  // The rest on the disk thread.
  template <class Do>
  void run_there(Do something);
  void open();
  void write();
  void look_after_for_ever();
  void forget();
  void learn();
  void remember(const std::string& source);
  void failed(const Error& why);

  const std::string dir_;
  ops::Metrics& metrics_;
  const SourceMonitorOptions options_;
  DeliveryQueue queue_;
  mutable std::mutex mutex_;
  std::map<std::string, Watched, std::less<>> sources_;  // as configured: at most 100
  std::atomic<std::int64_t> log_bytes_ = 0;

  std::optional<store::DeliveryLog> log_;
  bool missing_ = false;  // it could not be opened, and that is told
  bool full_ = false;     // the disk was, at the last try
  Instant learned_{};     // the hour whose normals are known
  bool stopping_ = false;
  io::WorkerThread disk_{"deliveries"};
  boost::asio::steady_timer minute_{disk_};
};

}  // namespace dealbell::app
