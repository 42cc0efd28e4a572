#include "intake/health/source_health.hpp"

#include <algorithm>
#include <cmath>

namespace dealbell::intake {
namespace {

constexpr double expected_before_silence = 7;
constexpr std::size_t enough_to_judge = 10;
constexpr double failing_share = 0.5;
constexpr std::int64_t strangers_max = 2;

std::optional<Instant> later(std::optional<Instant> known, Instant at) {
  return known ? std::max(*known, at) : at;
}

void take_earlier(std::optional<Instant>& next, std::optional<Instant> other) {
  if (other && (!next || *other < *next)) next = other;
}

}  // namespace

std::string_view word_of(SourceState state) {
  constexpr std::string_view words[] = {"never", "ok", "silent", "failing"};
  return words[static_cast<std::size_t>(state)];
}

void SourceHealth::note(Instant at, Came came) {
  if (came == Came::unproven) return unproven_.note(at);
  last_ = later(last_, at);
  if (came == Came::accepted) last_accepted_ = later(last_accepted_, at);
  proven_.note(at);
  failed_[next_] = came == Came::failed;
  next_ = (next_ + 1) % recent_max;
  recent_ = std::min(recent_ + 1, recent_max);
}

HealthReading SourceHealth::read(Instant now) const {
  HealthReading r;
  r.last = last_;
  r.last_accepted = last_accepted_;
  r.per_hour = proven_.count(now);
  if (normals_) r.normal_per_hour = normals_->expected(now - std::chrono::hours{1}, now);
  if (recent_ > 0) r.error_share = error_share();
  r.signature_failures = unproven_.count(now);
  r.missing = gaps_.missing(now);
  r.state = judge(r, now);
  r.detail = explain(r, now);
  r.changes_at = next_change(now);
  return r;
}

double SourceHealth::error_share() const {
  return static_cast<double>(failed_.count()) / static_cast<double>(recent_);
}

std::optional<Instant> SourceHealth::silent_from() const {
  if (!normals_ || !last_) return std::nullopt;
  return normals_->when_expected(*last_, expected_before_silence);
}

// What is going on now before what went on earlier.
SourceState SourceHealth::judge(const HealthReading& r, Instant now) const {
  if (r.signature_failures > strangers_max && r.per_hour == 0) return SourceState::failing;
  if (!last_) return SourceState::never;
  if (const auto from = silent_from(); from && *from <= now) return SourceState::silent;
  if (recent_ >= enough_to_judge && error_share() >= failing_share) return SourceState::failing;
  return SourceState::ok;
}

std::string SourceHealth::explain(const HealthReading& r, Instant now) const {
  std::string why;
  const auto say = [&](const std::string& sentence) {
    why += (why.empty() ? "" : "; ") + sentence;
  };
  if (r.state == SourceState::silent)
    say("nothing since " + format_instant(*last_) + ", when " +
        std::to_string(std::llround(normals_->expected(*last_, now))) + " would be usual");
  if (r.state == SourceState::failing && r.signature_failures > strangers_max && r.per_hour == 0)
    say("no delivery of the last hour proved who sent it");
  else if (recent_ >= enough_to_judge && error_share() >= failing_share)
    say(std::to_string(failed_.count()) + " of the last " + std::to_string(recent_) +
        " could not be taken");
  if (r.missing > 0) say(std::to_string(r.missing) + " numbers of its sequence are missing");
  return why;
}

std::optional<Instant> SourceHealth::next_change(Instant now) const {
  std::optional<Instant> next;
  take_earlier(next, proven_.next_change(now));
  take_earlier(next, unproven_.next_change(now));
  take_earlier(next, gaps_.next_change(now));
  if (const auto from = silent_from(); from && *from > now) take_earlier(next, from);
  return next;
}

}  // namespace dealbell::intake
