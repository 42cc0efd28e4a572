// For whoever watches: how the sources are, and the program's own figures.

#include "app/api/endpoints.hpp"
#include "io/clock.hpp"
#include "wire/json_writer.hpp"

namespace dealbell::app {
namespace {

template <class T>
void write(wire::JsonWriter& json, std::string_view name, const std::optional<T>& value) {
  json.key(name);
  if (value)
    json.value(*value);
  else
    json.null();
}

std::optional<std::int64_t> in_ms(const std::optional<Instant>& at) {
  if (!at) return std::nullopt;
  return to_ms(*at);
}

void write_source(wire::JsonWriter& json, const SourceReport& source) {
  const auto& health = source.health;
  json.begin_object().member("id", source.id);
  if (!source.title.empty()) json.member("title", source.title);
  json.member("state", intake::word_of(health.state));
  write(json, "last", in_ms(health.last));
  write(json, "last_accepted", in_ms(health.last_accepted));
  json.member("per_hour", health.per_hour);
  write(json, "normal_per_hour", health.normal_per_hour);
  write(json, "error_share", health.error_share);
  json.member("signature_failures", health.signature_failures).member("gaps", health.missing);
  json.member("detail", health.detail).end_object();
}

ops::MetricsSample::Source sample_of(const SourceReport& source, Instant now) {
  ops::MetricsSample::Source sample{source.id, intake::word_of(source.health.state), {}};
  if (const auto last = source.health.last)
    sample.seconds_since_last = std::chrono::duration<double>(now - *last).count();
  return sample;
}

ops::MetricsSample::SharedLog sample_of(const ClusterStatus& state, Instant now) {
  const auto& log = state.log;
  ops::MetricsSample::SharedLog sample;
  sample.shared = log.state == redis::SharedLog::State::sharing;
  sample.behind = log.newest > log.position.seq ? log.newest - log.position.seq : 0;
  sample.waiting = state.inbox.events;
  if (const auto oldest = state.inbox.oldest)
    sample.oldest_seconds = std::chrono::duration<double>(now - *oldest).count();
  sample.repairs = log.repairs;
  return sample;
}

}  // namespace

Answer get_sources(ApiContext& s, const net::Request&) {
  wire::JsonWriter json;
  json.begin_object().key("sources").begin_array();
  for (const auto& source : s.watch.health(io::now())) write_source(json, source);
  json.end_array().end_object();
  co_return json_response(std::move(json).text());
}

Answer get_metrics(ApiContext& s, const net::Request&) {
  ops::MetricsSample sample;
  const auto now = io::now();
  for (const auto& source : s.watch.health(now)) sample.sources.push_back(sample_of(source, now));
  const auto watch = s.watch.counts();
  sample.delivery_log_bytes = watch.log_bytes;
  sample.deliveries_not_logged = watch.lost.rows;
  sample.bodies_not_logged = watch.lost.contents;
  if (const auto* server = s.server.load()) {
    const auto counts = server->counts();
    sample.connections = counts.connections;
    sample.web_sockets = counts.web_sockets;
    sample.event_streams = counts.event_streams;
    sample.frames = counts.frames;
  }
  if (s.mirror) {
    const auto mirror = co_await s.mirror->state();
    sample.mirror = {mirror.link.connected, mirror.lag.count(), mirror.writes};
  }
  if (s.sharing) {
    const auto sharing = co_await s.sharing->state();
    sample.shared_log = sample_of(sharing, now);
  }
  auto ask = [&](store::Ledger& ledger) {
    sample.ledger_seq = ledger.last_seq();
    if (const auto rows = ledger.rejected_count()) sample.rejected_rows = *rows;
  };
  co_await s.office.with_ledger(ask);
  co_return net::text_response(200, std::string(ops::Metrics::content_type),
                               s.metrics.text(sample));
}

}  // namespace dealbell::app
