#include "ops/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <map>

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

using ByLabel = std::map<std::string, Counter*, std::less<>>;

struct OfSource {
  ByLabel outcomes, reasons;
  Histogram* latency = nullptr;
};

void count(const ByLabel& counters, std::string_view label) {
  if (const auto found = counters.find(label); found != counters.end()) found->second->Increment();
}

}  // namespace

struct Metrics::Impl {
  Impl(std::string build, Labels labels);
  const OfSource* of(std::string_view source) const {
    const auto found = sources.find(source);
    return found == sources.end() ? nullptr : &found->second;
  }
  prometheus::Family<Counter>& counters(const std::string& name, const std::string& help) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
  }
  prometheus::Family<Histogram>& histograms(const std::string& name, const std::string& help) {
    return prometheus::BuildHistogram().Name(name).Help(help).Register(registry);
  }

  std::string build;
  std::vector<std::string> states;
  prometheus::Registry registry;
  std::map<std::string, OfSource, std::less<>> sources;  // not changed once it is made
  Counter *accepted, *duplicate, *rejected;
  Histogram* commits;
};

Metrics::Impl::Impl(std::string built, Labels labels)
    : build(std::move(built)), states(std::move(labels.states)) {
  auto& deliveries = counters("dealbell_deliveries_total", "Webhooks by what became of them.");
  auto& failures = counters("dealbell_signature_failures_total",
                            "Webhooks that did not prove who sent them, by reason.");
  auto& latency =
      histograms("dealbell_delivery_duration_seconds", "From a webhook's last byte to its answer.");
  for (const auto& source : labels.sources) {
    auto& of = sources[source];
    for (const auto& outcome : labels.outcomes)
      of.outcomes[outcome] = &deliveries.Add({{"source", source}, {"outcome", outcome}});
    for (const auto& reason : labels.reasons)
      of.reasons[reason] = &failures.Add({{"source", source}, {"reason", reason}});
    of.latency = &latency.Add({{"source", source}}, delivery_seconds);
  }
  auto& events = counters("dealbell_events_total", "Events by what became of them.");
  accepted = &events.Add({{"outcome", "accepted"}});
  duplicate = &events.Add({{"outcome", "duplicate"}});
  rejected = &events.Add({{"outcome", "rejected"}});
  commits = &histograms("dealbell_commit_duration_seconds",
                        "From a batch of events being taken to its being on disk.")
                 .Add({}, commit_seconds);
}

Metrics::Metrics(std::string build, Labels labels)
    : impl_(std::make_unique<Impl>(std::move(build), std::move(labels))) {}
Metrics::~Metrics() = default;

void Metrics::delivered(std::string_view source, std::string_view outcome,
                        std::chrono::microseconds latency) {
  const auto* of = impl_->of(source);
  if (!of) return;
  count(of->outcomes, outcome);
  of->latency->Observe(seconds(latency));
}

void Metrics::not_proven(std::string_view source, std::string_view reason) {
  if (const auto* of = impl_->of(source)) count(of->reasons, reason);
}

void Metrics::events_accepted(std::size_t count) {
  impl_->accepted->Increment(static_cast<double>(count));
}

void Metrics::events_duplicate(std::size_t count) {
  impl_->duplicate->Increment(static_cast<double>(count));
}

void Metrics::events_rejected(std::size_t count) {
  impl_->rejected->Increment(static_cast<double>(count));
}

void Metrics::committed(std::chrono::microseconds took) { impl_->commits->Observe(seconds(took)); }

std::string Metrics::text(const MetricsSample& sample) const {
  auto families = impl_->registry.Collect();
  for (auto& family : families_of(sample, impl_->states)) families.push_back(std::move(family));
  for (auto& family : families_of_process(impl_->build)) families.push_back(std::move(family));
  return prometheus::TextSerializer().Serialize(families);
}

}  // namespace dealbell::ops
