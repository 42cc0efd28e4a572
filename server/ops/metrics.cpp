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

// A sender waits a few seconds at most; we promise one.
const Histogram::BucketBoundaries delivery_seconds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                   0.1,   0.25,   0.5,   1,    2.5,   5};
// One sync: a tenth of a millisecond on a good disk, seconds on a bad one.
const Histogram::BucketBoundaries commit_seconds{0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005,
                                                 0.01,   0.025,   0.05,   0.1,   0.25,   1};

double seconds(std::chrono::microseconds t) { return std::chrono::duration<double>(t).count(); }

using Counters = std::map<std::string, Counter*, std::less<>>;  // by their label

struct OfSource {
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
  OfSource begin(const std::string& source);
  void end(const OfSource& of);

  const std::string build;
  const Labels labels;
  prometheus::Registry registry;
  prometheus::Family<Counter>& deliveries =
      counters("dealbell_deliveries_total", "Webhooks by what became of them.");
  prometheus::Family<Counter>& failures = counters(
      "dealbell_signature_failures_total", "Webhooks that did not prove who sent them, by reason.");
  prometheus::Family<Histogram>& latency =
      histograms("dealbell_delivery_duration_seconds", "From a webhook's last byte to its answer.");
  prometheus::Family<Counter>& events =
      counters("dealbell_events_total", "Events by what became of them.");
  Counter& accepted = events.Add({{"outcome", "accepted"}});
  Counter& duplicate = events.Add({{"outcome", "duplicate"}});
  Counter& rejected = events.Add({{"outcome", "rejected"}});
  Histogram& commits = histograms("dealbell_commit_duration_seconds",
                                  "From a batch of events being taken to its being on disk.")
                           .Add({}, commit_seconds);

  std::mutex mutex;  // of the map; what is in it counts by itself
  std::map<std::string, OfSource, std::less<>> sources;
};

OfSource Metrics::Impl::begin(const std::string& source) {
  OfSource of;
  for (const auto& outcome : labels.outcomes)
    of.outcomes[outcome] = &deliveries.Add({{"source", source}, {"outcome", outcome}});
  for (const auto& reason : labels.reasons)
    of.reasons[reason] = &failures.Add({{"source", source}, {"reason", reason}});
  of.latency = &latency.Add({{"source", source}}, delivery_seconds);
  return of;
}

void Metrics::Impl::end(const OfSource& of) {
  for (const auto& [label, counter] : of.outcomes) deliveries.Remove(counter);
  for (const auto& [label, counter] : of.reasons) failures.Remove(counter);
  latency.Remove(of.latency);
}

Metrics::Metrics(std::string build, Labels labels)
    : impl_(std::make_unique<Impl>(std::move(build), std::move(labels))) {}
Metrics::~Metrics() = default;

void Metrics::watch_sources(const std::vector<std::string>& sources) {
  const std::lock_guard lock(impl_->mutex);
  std::erase_if(impl_->sources, [&](const auto& entry) {
    const bool gone = std::find(sources.begin(), sources.end(), entry.first) == sources.end();
    if (gone) impl_->end(entry.second);
    return gone;
  });
  for (const auto& source : sources)
    if (!impl_->sources.contains(source)) impl_->sources[source] = impl_->begin(source);
}

void Metrics::delivered(std::string_view source, std::string_view outcome,
                        std::chrono::microseconds latency) {
  const std::lock_guard lock(impl_->mutex);
  const auto of = impl_->sources.find(source);
  if (of == impl_->sources.end()) return;
  count(of->second.outcomes, outcome);
  of->second.latency->Observe(seconds(latency));
}

void Metrics::not_proven(std::string_view source, std::string_view reason) {
  const std::lock_guard lock(impl_->mutex);
  const auto of = impl_->sources.find(source);
  if (of != impl_->sources.end()) count(of->second.reasons, reason);
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
  for (auto& family : families_of(sample, impl_->labels.states))
    families.push_back(std::move(family));
  for (auto& family : families_of_process(impl_->build)) families.push_back(std::move(family));
  return prometheus::TextSerializer().Serialize(families);
}

}  // namespace dealbell::ops
