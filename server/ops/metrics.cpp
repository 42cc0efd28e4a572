#include "ops/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <map>
#include <mutex>

#include "ops/metrics_sample.hpp"

namespace dealbell::ops {
namespace {

using prometheus::Counter;
using prometheus::Histogram;

// Senders wait a few seconds at most; an answer within one second is promised.
const Histogram::BucketBoundaries delivery_seconds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                   0.1,   0.25,   0.5,   1,    2.5,   5};
// A sync takes from 0.1 ms on a fast disk to seconds on a slow one.
const Histogram::BucketBoundaries commit_seconds{0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005,
                                                 0.01,   0.025,   0.05,   0.1,   0.25,   1};

double seconds(std::chrono::microseconds t) { return std::chrono::duration<double>(t).count(); }

using Counters = std::map<std::string, Counter*, std::less<>>;  // by label

struct SourceSeries {
  Counters outcomes, reasons;
  Histogram* latency = nullptr;
};

void count(const Counters& counters, std::string_view label) {
  if (const auto found = counters.find(label); found != counters.end()) found->second->Increment();
}

}  // namespace

struct Metrics::Impl {
  Impl(std::string built, Labels known) : build(std::move(built)), labels(std::move(known)) {}

  prometheus::Family<Counter>& counters(const std::string& name, const std::string& help) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
  }
  prometheus::Family<Histogram>& histograms(const std::string& name, const std::string& help) {
    return prometheus::BuildHistogram().Name(name).Help(help).Register(registry);
  }
  SourceSeries add(const std::string& source);
  void remove(const SourceSeries& series);

  const std::string build;
  const Labels labels;
  prometheus::Registry registry;
  prometheus::Family<Counter>& deliveries =
      counters("dealbell_deliveries_total", "Webhook deliveries by outcome.");
  prometheus::Family<Counter>& failures =
      counters("dealbell_signature_failures_total",
               "Webhook deliveries that failed authentication, by reason.");
  prometheus::Family<Histogram>& latency =
      histograms("dealbell_delivery_duration_seconds",
                 "Time from the last byte of a webhook delivery to its answer.");
  prometheus::Family<Counter>& events = counters("dealbell_events_total", "Events by outcome.");
  Counter& accepted = events.Add({{"outcome", "accepted"}});
  Counter& duplicate = events.Add({{"outcome", "duplicate"}});
  Counter& rejected = events.Add({{"outcome", "rejected"}});
  Histogram& commits =
      histograms("dealbell_commit_duration_seconds", "Time to write a batch of events to disk.")
          .Add({}, commit_seconds);

  std::mutex mutex;  // guards the map; its counters are thread-safe
  std::map<std::string, SourceSeries, std::less<>> sources;
};

SourceSeries Metrics::Impl::add(const std::string& source) {
  SourceSeries series;
  for (const auto& outcome : labels.outcomes)
    series.outcomes[outcome] = &deliveries.Add({{"source", source}, {"outcome", outcome}});
  for (const auto& reason : labels.reasons)
    series.reasons[reason] = &failures.Add({{"source", source}, {"reason", reason}});
  series.latency = &latency.Add({{"source", source}}, delivery_seconds);
  return series;
}

void Metrics::Impl::remove(const SourceSeries& series) {
  for (const auto& [label, counter] : series.outcomes) deliveries.Remove(counter);
  for (const auto& [label, counter] : series.reasons) failures.Remove(counter);
  latency.Remove(series.latency);
}

Metrics::Metrics(std::string build, Labels labels)
    : impl_(std::make_unique<Impl>(std::move(build), std::move(labels))) {}
Metrics::~Metrics() = default;

void Metrics::set_sources(const std::vector<std::string>& sources) {
  const std::lock_guard lock(impl_->mutex);
  std::erase_if(impl_->sources, [&](const auto& entry) {
    const bool removed = std::find(sources.begin(), sources.end(), entry.first) == sources.end();
    if (removed) impl_->remove(entry.second);
    return removed;
  });
  for (const auto& source : sources)
    if (!impl_->sources.contains(source)) impl_->sources[source] = impl_->add(source);
}

void Metrics::delivered(std::string_view source, std::string_view outcome,
                        std::chrono::microseconds latency) {
  const std::lock_guard lock(impl_->mutex);
  const auto found = impl_->sources.find(source);
  if (found == impl_->sources.end()) return;
  count(found->second.outcomes, outcome);
  found->second.latency->Observe(seconds(latency));
}

void Metrics::signature_failed(std::string_view source, std::string_view reason) {
  const std::lock_guard lock(impl_->mutex);
  const auto found = impl_->sources.find(source);
  if (found != impl_->sources.end()) count(found->second.reasons, reason);
}

void Metrics::events_accepted(std::size_t count) {
  impl_->accepted.Increment(static_cast<double>(count));
}

void Metrics::events_duplicate(std::size_t count) {
  impl_->duplicate.Increment(static_cast<double>(count));
}

void Metrics::events_rejected(std::size_t count) {
  impl_->rejected.Increment(static_cast<double>(count));
}

void Metrics::committed(std::chrono::microseconds took) { impl_->commits.Observe(seconds(took)); }

std::string Metrics::text(const MetricsSample& sample) const {
  auto families = impl_->registry.Collect();
  for (auto& family : sample_families(sample, impl_->labels.states))
    families.push_back(std::move(family));
  for (auto& family : process_families(impl_->build)) families.push_back(std::move(family));
  return prometheus::TextSerializer().Serialize(families);
}

}  // namespace dealbell::ops
