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
  open();
  asio::post(disk_, [this] { look_after_for_ever(); });
}

SourceMonitor::~SourceMonitor() { stop(); }

void SourceMonitor::stop() {
  asio::post(disk_, [this] {
    stopping_ = true;
    minute_.cancel();
    write();
  });
  disk_.join();
}

template <class Do>
void SourceMonitor::run_there(Do something) {
  std::promise<void> done;
  asio::post(disk_, [&] {
    something();
    done.set_value();
  });
  done.get_future().wait();
}

void SourceMonitor::configure(std::vector<MonitoredSource> sources) {
  std::vector<std::string> ids, fresh;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& source : sources) {
      ids.push_back(source.id);
      if (!sources_.contains(source.id)) fresh.push_back(source.id);
      sources_[source.id].title = source.title;
    }
    std::erase_if(sources_, [&](const auto& entry) {
      return std::find(ids.begin(), ids.end(), entry.first) == ids.end();
    });
  }
  metrics_.watch_sources(ids);
  run_there([&] {
    for (const auto& source : fresh) remember(source);
    learn();
  });
}

void SourceMonitor::note(store::LoggedDelivery delivery, std::span<const std::int64_t> sequences) {
  metrics_.delivered(delivery.source, word_of(delivery.outcome),
                     std::chrono::microseconds(delivery.latency_us));
  if (delivery.outcome == store::DeliveryOutcome::unauthorized)
    metrics_.not_proven(delivery.source, delivery.detail);
  {
    const std::lock_guard lock(mutex_);
    const auto found = sources_.find(delivery.source);
    if (const auto outcome = outcome_for_health(delivery); outcome && found != sources_.end()) {
      found->second.health.note(delivery.at, *outcome);
      for (const auto number : sequences) found->second.health.note_sequence(delivery.at, number);
    }
  }
  if (queue_.push(std::move(delivery))) asio::post(disk_, [this] { write(); });
}

std::vector<SourceReport> SourceMonitor::health(Instant now) const {
  const std::lock_guard lock(mutex_);
  std::vector<SourceReport> reports;
  for (const auto& [id, watched] : sources_)
    reports.push_back({id, watched.title, watched.health.read(now)});
  return reports;
}

SourceMonitor::Counts SourceMonitor::counts() const { return {log_bytes_.load(), queue_.lost()}; }

void SourceMonitor::look_after() {
  run_there([this] {
    if (!log_) open();
    write();
    forget();
    learn();
  });
}

void SourceMonitor::open() {
  auto log = store::DeliveryLog::open(dir_, options_.log);
  if (!log) {
    if (!std::exchange(missing_, true))
      log_line("there is no delivery log for now: " + log.error().message);
    return;
  }
  missing_ = false;
  log_.emplace(std::move(*log));
  log_bytes_ = log_->file_bytes();
}

void SourceMonitor::write() {
  for (auto rows = queue_.take(); !rows.empty(); rows = queue_.take()) {
    const auto written = log_ ? log_->append(rows) : Result<>(error(Errc::io, "no log"));
    if (written) {
      full_ = false;
      continue;
    }
    queue_.count_lost_rows(rows.size());
    if (log_) failed(written.error());
  }
  if (log_) log_bytes_ = log_->file_bytes();
}

// A full disk is tried again with the next delivery, damage ends with a new file, anything else
// waits for the next minute.
void SourceMonitor::failed(const Error& why) {
  if (why.code == Errc::cannot_store) {
    if (!std::exchange(full_, true))
      log_line("the delivery log cannot be written, the disk is full");
    return;
  }
  log_.reset();
  if (why.code != Errc::corrupt)
    return log_line("the delivery log is closed for now: " + why.message);
  auto fresh = store::DeliveryLog::start_over(dir_, options_.log, why);
  if (!fresh) return log_line("there is no delivery log for now: " + fresh.error().message);
  log_.emplace(std::move(*fresh));
}

void SourceMonitor::look_after_for_ever() {
  if (stopping_) return;
  if (!log_) open();
  forget();
  if (hour_of(options_.now()) != learned_) learn();
  minute_.expires_after(std::chrono::minutes{1});
  minute_.async_wait([this](boost::system::error_code) { look_after_for_ever(); });
}

// Piece by piece, and what was noted meanwhile in between.
void SourceMonitor::forget() {
  while (log_) {
    const auto more = log_->forget(options_.now());
    if (!more) return failed(more.error());
    if (!*more) return;
    write();
  }
}

void SourceMonitor::learn() {
  if (!log_) return;
  const auto now = options_.now();
  auto normals = normals_by_source(*log_, now, options_.offset);
  if (!normals) return failed(normals.error());
  learned_ = hour_of(now);
  const std::lock_guard lock(mutex_);
  for (auto& [id, watched] : sources_) {
    const auto found = normals->find(id);
    watched.health.set_baseline(found == normals->end() ? std::nullopt
                                                        : std::optional(std::move(found->second)));
  }
}

void SourceMonitor::remember(const std::string& source) {
  if (!log_) return;
  auto health = remembered_health(*log_, source);
  if (!health) return failed(health.error());
  const std::lock_guard lock(mutex_);
  if (const auto found = sources_.find(source); found != sources_.end())
    found->second.health = std::move(*health);
}

}  // namespace dealbell::app
