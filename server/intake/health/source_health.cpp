#include "intake/health/source_health.hpp"

#include <algorithm>
#include <cmath>

namespace dealbell::intake {
namespace {

constexpr double expected_before_silence = 7;
constexpr std::size_t failing_sample_min = 10;
constexpr double failing_share = 0.5;
constexpr std::int64_t unauthorized_max = 2;

std::optional<Instant> latest(std::optional<Instant> known, Instant at) {
  return known ? std::max(*known, at) : at;
}

void keep_earlier(std::optional<Instant>& next, std::optional<Instant> other) {
  if (other && (!next || *other < *next)) next = other;
}

}  // namespace

std::string_view word_of(SourceState state) {
  constexpr std::string_view words[] = {"never", "ok", "silent", "failing"};
  return words[static_cast<std::size_t>(state)];
}

void SourceHealth::note(Instant at, DeliveryOutcome outcome) {
  if (outcome == DeliveryOutcome::unauthorized) return unauthorized_.note(at);
  last_ = latest(last_, at);
  if (outcome == DeliveryOutcome::accepted) last_accepted_ = latest(last_accepted_, at);
  authenticated_.note(at);
  failed_[next_] = outcome == DeliveryOutcome::rejected || outcome == DeliveryOutcome::refused;
  next_ = (next_ + 1) % recent_max;
  recent_ = std::min(recent_ + 1, recent_max);
}

HealthReading SourceHealth::read(Instant now) const {
  HealthReading r;
  r.last = last_;
  r.last_accepted = last_accepted_;
  r.per_hour = authenticated_.count(now);
  if (baseline_) r.normal_per_hour = baseline_->expected(now - std::chrono::hours{1}, now);
  if (recent_ > 0) r.error_share = error_share();
  r.signature_failures = unauthorized_.count(now);
  r.missing = gaps_.missing(now);
  r.state = state_of(r, now);
  r.detail = detail_of(r, now);
  r.changes_at = next_change(now);
  return r;
}

double SourceHealth::error_share() const {
  return static_cast<double>(failed_.count()) / static_cast<double>(recent_);
}

std::optional<Instant> SourceHealth::silent_from() const {
  if (!baseline_ || !last_) return std::nullopt;
  return baseline_->when_expected(*last_, expected_before_silence);
}

// The newest facts decide first.
SourceState SourceHealth::state_of(const HealthReading& r, Instant now) const {
  if (r.signature_failures > unauthorized_max && r.per_hour == 0) return SourceState::failing;
  if (!last_) return SourceState::never;
  if (const auto from = silent_from(); from && *from <= now) return SourceState::silent;
  if (recent_ >= failing_sample_min && error_share() >= failing_share) return SourceState::failing;
  return SourceState::ok;
}

std::string SourceHealth::detail_of(const HealthReading& r, Instant now) const {
  std::string detail;
  const auto add = [&](const std::string& sentence) {
    detail += (detail.empty() ? "" : "; ") + sentence;
  };
  if (r.state == SourceState::silent)
    add("no delivery since " + format_instant(*last_) + "; usually " +
        std::to_string(std::llround(baseline_->expected(*last_, now))) + " arrive in that time");
  if (r.state == SourceState::failing && r.signature_failures > unauthorized_max && r.per_hour == 0)
    add("no delivery of the last hour was authenticated");
  else if (recent_ >= failing_sample_min && error_share() >= failing_share)
    add(std::to_string(failed_.count()) + " of the last " + std::to_string(recent_) +
        " deliveries failed");
  if (r.missing > 0) add(std::to_string(r.missing) + " sequence numbers are missing");
  return detail;
}

std::optional<Instant> SourceHealth::next_change(Instant now) const {
  std::optional<Instant> next;
  keep_earlier(next, authenticated_.next_change(now));
  keep_earlier(next, unauthorized_.next_change(now));
  keep_earlier(next, gaps_.next_change(now));
  if (const auto from = silent_from(); from && *from > now) keep_earlier(next, from);
  return next;
}

}  // namespace dealbell::intake
