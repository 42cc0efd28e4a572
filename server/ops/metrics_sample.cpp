#include "ops/metrics_sample.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace dealbell::ops {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;
using Labels = std::vector<ClientMetric::Label>;

MetricFamily family(std::string name, std::string help, MetricType type) {
  MetricFamily made;
  made.name = std::move(name);
  made.help = std::move(help);
  made.type = type;
  return made;
}

void add(MetricFamily& to, Labels labels, double value) {
  ClientMetric metric;
  metric.label = std::move(labels);
  (to.type == MetricType::Counter ? metric.counter.value : metric.gauge.value) = value;
  to.metric.push_back(std::move(metric));
}

template <class Number>
MetricFamily single(std::string name, std::string help, MetricType type, Number value) {
  auto made = family(std::move(name), std::move(help), type);
  add(made, {}, static_cast<double>(value));
  return made;
}

double seconds(const timeval& t) {
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
}

// Every series exists from the first scrape on: configured sources without anything have zeros.
std::vector<MetricsSample::Waiting> with_every_source(const MetricsSample& s) {
  auto waiting = s.rejected_waiting;
  for (const auto& source : s.sources) {
    const auto same = [&](const auto& one) { return one.source == source.source; };
    if (std::none_of(waiting.begin(), waiting.end(), same))
      waiting.push_back({source.source, 0, 0});
  }
  return waiting;
}

}  // namespace

std::vector<MetricFamily> sample_families(const MetricsSample& s,
                                          const std::vector<std::string>& states) {
  constexpr auto gauge = MetricType::Gauge;
  constexpr auto counter = MetricType::Counter;
  auto since =
      family("dealbell_source_seconds_since_last_delivery",
             "Time since the last delivery of a source; absent before the first one.", gauge);
  auto state = family("dealbell_source_state",
                      "1 for the current state of a source, 0 for the others.", gauge);
  for (const auto& source : s.sources) {
    if (source.seconds_since_last)
      add(since, {{"source", source.source}}, *source.seconds_since_last);
    for (const auto& one : states)
      add(state, {{"source", source.source}, {"state", one}}, one == source.state ? 1 : 0);
  }
  auto screens = family("dealbell_screens", "Live connections by transport.", gauge);
  add(screens, {{"way", "socket"}}, static_cast<double>(s.web_sockets));
  add(screens, {{"way", "stream"}}, static_cast<double>(s.event_streams));
  auto dropped = family(
      "dealbell_deliveries_not_logged_total",
      "Deliveries, and bodies, that the delivery log dropped because it was too slow.", counter);
  add(dropped, {{"part", "delivery"}}, static_cast<double>(s.deliveries_not_logged));
  add(dropped, {{"part", "body"}}, static_cast<double>(s.bodies_not_logged));
  auto waiting_rows =
      family("dealbell_rejected_waiting_rows",
             "Items in the rejected box that nobody has decided about, by source.", gauge);
  auto waiting_bytes = family("dealbell_rejected_waiting_bytes", "What they take.", gauge);
  auto share_used = family("dealbell_rejected_share_used",
                           "Part of the source's share of the rejected box that they take; at 1 "
                           "further ones are refused.",
                           gauge);
  for (const auto& [source, rows, bytes] : with_every_source(s)) {
    add(waiting_rows, {{"source", source}}, static_cast<double>(rows));
    add(waiting_bytes, {{"source", source}}, static_cast<double>(bytes));
    const auto share = static_cast<double>(s.rejected_share_bytes);
    add(share_used, {{"source", source}}, share > 0 ? static_cast<double>(bytes) / share : 0);
  }
  std::vector<MetricFamily> all{
      since,
      state,
      waiting_rows,
      waiting_bytes,
      share_used,
      screens,
      dropped,
      single("dealbell_ledger_seq", "Sequence number of the newest event.", gauge, s.ledger_seq),
      single("dealbell_rejected_rows", "Rows in the rejected box, decided or not.", gauge,
             s.rejected_rows),
      single("dealbell_connections", "Open connections of all kinds.", gauge, s.connections),
      single("dealbell_frames_total", "Frames sent to screens.", counter, s.frames),
      single("dealbell_delivery_log_bytes", "Size of deliveries.db on disk.", gauge,
             s.delivery_log_bytes)};
  if (s.mirror) {
    all.push_back(single("dealbell_redis_connected", "1 while Redis is connected.", gauge,
                         s.mirror->connected ? 1 : 0));
    all.push_back(
        single("dealbell_mirror_lag_seconds",
               "Age of the oldest change that has not been written to Redis; 0 if there is none.",
               gauge, s.mirror->lag_seconds));
    all.push_back(single("dealbell_mirror_writes_total", "Keys and wins written to Redis.", counter,
                         s.mirror->writes));
  }
  if (s.shared_log) {
    const auto& log = *s.shared_log;
    all.push_back(single("dealbell_log_shared", "1 while the log is shared with the other nodes.",
                         gauge, log.shared ? 1 : 0));
    all.push_back(single("dealbell_log_behind",
                         "Records of the shared log that this node has not read yet.", gauge,
                         log.behind));
    all.push_back(single("dealbell_inbox_events",
                         "Events of this node that are not in the shared log yet.", gauge,
                         log.waiting));
    all.push_back(single("dealbell_inbox_oldest_seconds",
                         "Age of the oldest event that is not in the shared log yet.", gauge,
                         log.oldest_seconds));
    all.push_back(single("dealbell_log_repairs_total",
                         "Times the shared log was declared or adopted under a new number.",
                         counter, log.repairs));
  }
  return all;
}

std::vector<MetricFamily> process_families(const std::string& build) {
  constexpr auto gauge = MetricType::Gauge;
  auto info = family("dealbell_build_info", "Always 1; the label is the running build.", gauge);
  add(info, {{"version", build}}, 1);
  std::vector<MetricFamily> all{info};

  long pages = 0, resident = 0;
  if (std::ifstream("/proc/self/statm") >> pages >> resident)
    all.push_back(single("process_resident_memory_bytes", "Resident memory size in bytes.", gauge,
                         resident * ::sysconf(_SC_PAGESIZE)));
  std::error_code ec;
  const std::filesystem::directory_iterator files("/proc/self/fd", ec);
  if (!ec)
    all.push_back(single("process_open_fds", "Number of open file descriptors.", gauge,
                         std::distance(begin(files), end(files))));
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) == 0)
    all.push_back(single("process_max_fds", "Maximum number of open file descriptors.", gauge,
                         limit.rlim_cur));
  rusage usage{};
  if (::getrusage(RUSAGE_SELF, &usage) == 0)
    all.push_back(single("process_cpu_seconds_total",
                         "Total user and system CPU time spent in seconds.", MetricType::Counter,
                         seconds(usage.ru_utime) + seconds(usage.ru_stime)));
  return all;
}

}  // namespace dealbell::ops
