#include "app/webhooks/source_monitor.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <future>

#include "app/webhooks/source_history.hpp"
#include "base/log.hpp"

namespace dealbell::app {
namespace asio = boost::asio;
namespace {

Instant hour_of(Instant t) { return std::chrono::floor<std::chrono::hours>(t); }

}  // namespace

SourceMonitor::SourceMonitor(std::string dir, ops::Metrics& metrics, SourceMonitorOptions options)
    : dir_(std::move(dir)),
      metrics_(metrics),
      options_(std::move(options)),
      queue_(options_.queue) {
  open_log();
  asio::post(thread_, [this] { maintain_every_minute(); });
}

SourceMonitor::~SourceMonitor() { stop(); }

void SourceMonitor::stop() {
  asio::post(thread_, [this] {
    stopping_ = true;
    next_maintenance_.cancel();
    write_queue();
  });
  thread_.join();
}

template <class Function>
void SourceMonitor::run_and_wait(Function function) {
  std::promise<void> done;
  asio::post(thread_, [&] {
    function();
    done.set_value();
  });
  done.get_future().wait();
}

void SourceMonitor::configure(std::vector<MonitoredSource> sources) {
  std::vector<std::string> ids, added;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& source : sources) {
      ids.push_back(source.id);
      if (!sources_.contains(source.id)) added.push_back(source.id);
      sources_[source.id].title = source.title;
    }
    std::erase_if(sources_, [&](const auto& entry) {
      return std::find(ids.begin(), ids.end(), entry.first) == ids.end();
    });
  }
  metrics_.set_sources(ids);
  run_and_wait([&] {
    for (const auto& source : added) restore_health(source);
    learn_baselines();
  });
}

void SourceMonitor::record(store::LoggedDelivery delivery,
                           std::span<const std::int64_t> sequences) {
  metrics_.delivered(delivery.source, word_of(delivery.outcome),
                     std::chrono::microseconds(delivery.latency_us));
  if (delivery.outcome == DeliveryOutcome::unauthorized)
    metrics_.signature_failed(delivery.source, delivery.detail);
  {
    const std::lock_guard lock(mutex_);
    const auto found = sources_.find(delivery.source);
    if (const auto outcome = health_outcome(delivery); outcome && found != sources_.end()) {
      auto& health = found->second.health;
      health.note(delivery.at, *outcome);
      for (const auto number : sequences) health.note_sequence(delivery.at, number);
    }
  }
  if (queue_.push(std::move(delivery))) asio::post(thread_, [this] { write_queue(); });
}

std::vector<SourceReport> SourceMonitor::health(Instant now) const {
  const std::lock_guard lock(mutex_);
  std::vector<SourceReport> reports;
  for (const auto& [id, source] : sources_)
    reports.push_back({id, source.title, source.health.read(now)});
  return reports;
}

SourceMonitor::Counts SourceMonitor::counts() const { return {log_bytes_.load(), queue_.lost()}; }

void SourceMonitor::run_maintenance() {
  run_and_wait([this] {
    if (!log_) open_log();
    write_queue();
    delete_expired();
    learn_baselines();
  });
}

void SourceMonitor::open_log() {
  auto log = store::DeliveryLog::open(dir_, options_.log);
  if (!log) {
    if (!std::exchange(reported_missing_, true))
      log_error("there is no delivery log for now: " + log.error().message);
    return;
  }
  reported_missing_ = false;
  log_.emplace(std::move(*log));
  log_bytes_ = log_->file_bytes();
}

void SourceMonitor::write_queue() {
  for (auto rows = queue_.take(); !rows.empty(); rows = queue_.take()) {
    const auto written = log_ ? log_->append(rows) : Result<>(error(Errc::io, "no log"));
    if (written) {
      reported_full_ = false;
      continue;
    }
    queue_.count_lost_rows(rows.size());
    if (log_) handle_log_error(written.error());
  }
  if (log_) log_bytes_ = log_->file_bytes();
}

// A full disk is tried again with the next delivery. A damaged log is replaced by a new file. After
// any other error the log stays closed until the next maintenance.
void SourceMonitor::handle_log_error(const Error& why) {
  if (why.code == Errc::cannot_store) {
    if (!std::exchange(reported_full_, true))
      log_error("the delivery log cannot be written: the disk is full");
    return;
  }
  log_.reset();
  if (why.code != Errc::corrupt)
    return log_error("the delivery log is closed for now: " + why.message);
  auto replacement = store::DeliveryLog::start_over(dir_, options_.log, why);
  if (!replacement)
    return log_error("there is no delivery log for now: " + replacement.error().message);
  log_.emplace(std::move(*replacement));
}

void SourceMonitor::maintain_every_minute() {
  if (stopping_) return;
  if (!log_) open_log();
  delete_expired();
  if (hour_of(options_.now()) != baselines_of_) learn_baselines();
  next_maintenance_.expires_after(std::chrono::minutes{1});
  next_maintenance_.async_wait([this](boost::system::error_code) { maintain_every_minute(); });
}

// In pieces; new deliveries are written in between.
void SourceMonitor::delete_expired() {
  while (log_) {
    const auto more = log_->prune(options_.now());
    if (!more) return handle_log_error(more.error());
    if (!*more) return;
    write_queue();
  }
}

void SourceMonitor::learn_baselines() {
  if (!log_) return;
  const auto now = options_.now();
  auto baselines = arrival_baselines(*log_, now, options_.offset);
  if (!baselines) return handle_log_error(baselines.error());
  baselines_of_ = hour_of(now);
  const std::lock_guard lock(mutex_);
  for (auto& [id, source] : sources_) {
    const auto found = baselines->find(id);
    source.health.set_baseline(found == baselines->end() ? std::nullopt
                                                         : std::optional(std::move(found->second)));
  }
}

void SourceMonitor::restore_health(const std::string& source) {
  if (!log_) return;
  auto health = restored_health(*log_, source);
  if (!health) return handle_log_error(health.error());
  const std::lock_guard lock(mutex_);
  if (const auto found = sources_.find(source); found != sources_.end())
    found->second.health = std::move(*health);
}

}  // namespace dealbell::app
