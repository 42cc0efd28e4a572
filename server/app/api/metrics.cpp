#include "app/api/metrics.hpp"

#include "io/clock.hpp"

namespace dealbell::app {
namespace {

double seconds_between(Instant from, Instant to) {
  return std::chrono::duration<double>(to - from).count();
}

ops::MetricsSample::Source source_sample(const SourceReport& source, Instant now) {
  ops::MetricsSample::Source sample{source.id, intake::word_of(source.health.state), {}};
  if (const auto last = source.health.last) sample.seconds_since_last = seconds_between(*last, now);
  return sample;
}

ops::MetricsSample::SharedLog shared_log_sample(const ClusterStatus& status, Instant now) {
  const auto& log = status.log;
  ops::MetricsSample::SharedLog sample;
  sample.shared = log.state == redis::SharedLog::State::sharing;
  sample.behind = log.newest > log.position.seq ? log.newest - log.position.seq : 0;
  sample.waiting = status.inbox.events;
  if (const auto oldest = status.inbox.oldest)
    sample.oldest_seconds = seconds_between(*oldest, now);
  sample.repairs = log.repairs;
  return sample;
}

}  // namespace

Answer get_metrics(ApiContext& api, const net::Request&) {
  ops::MetricsSample sample;
  const auto now = io::now();
  for (const auto& source : api.monitor.health(now))
    sample.sources.push_back(source_sample(source, now));
  const auto log = api.monitor.counts();
  sample.delivery_log_bytes = log.log_bytes;
  sample.deliveries_not_logged = log.lost.rows;
  sample.bodies_not_logged = log.lost.contents;
  if (const auto* server = api.server.load()) {
    const auto counts = server->counts();
    sample.connections = counts.connections;
    sample.web_sockets = counts.web_sockets;
    sample.event_streams = counts.event_streams;
    sample.frames = counts.frames;
  }
  if (api.mirror) {
    const auto mirror = co_await api.mirror->state();
    sample.mirror = {mirror.client.connected, mirror.lag.count(), mirror.writes};
  }
  if (api.cluster) {
    const auto status = co_await api.cluster->status();
    sample.shared_log = shared_log_sample(status, now);
  }
  auto read_ledger = [&](store::Ledger& ledger) {
    sample.ledger_seq = ledger.last_seq();
    const auto fill = ledger.rejected_fill();
    if (!fill) return;
    sample.rejected_rows = fill->rows;
    sample.rejected_share_bytes = fill->share_bytes;
    for (const auto& [source, rows, bytes] : fill->waiting)
      sample.rejected_waiting.push_back({source, rows, bytes});
  };
  co_await api.office.with_ledger(read_ledger);
  co_return net::text_response(200, std::string(ops::Metrics::content_type),
                               api.metrics.text(sample));
}

}  // namespace dealbell::app
