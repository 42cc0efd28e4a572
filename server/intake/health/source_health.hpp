#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/delivery_outcome.hpp"
#include "base/time.hpp"
#include "intake/health/arrival_baseline.hpp"
#include "intake/health/last_hour.hpp"
#include "intake/health/sequence_gaps.hpp"

namespace dealbell::intake {

enum class SourceState { never, ok, silent, failing };
inline constexpr SourceState source_states[] = {SourceState::never, SourceState::ok,
                                                SourceState::silent, SourceState::failing};
std::string_view word_of(SourceState state);

struct HealthReading {
  SourceState state = SourceState::never;
  std::optional<Instant> last, last_accepted;  // authenticated deliveries only
  std::int64_t per_hour = 0;                   // authenticated deliveries in the last hour
  std::optional<double> normal_per_hour;       // the usual number for that hour of the week
  std::optional<double> error_share;           // of the last 100; nullopt before the first
  std::int64_t signature_failures = 0;         // in the last hour
  std::int64_t missing = 0;                    // numbers of the sender's own sequence
  std::string detail;                          // what is wrong, for people; may be empty
  std::optional<Instant> changes_at;           // when the reading changes next if nothing arrives
};

// The health of one source, computed from the outcomes of its deliveries. Pure: time is an
// argument. About 5 KB per source, without the gaps in its sequence.
//
// `silent`: according to the baseline at least seven deliveries should have arrived since the last
// one. If deliveries were independent of each other, such a wait would have the probability e^-7
// (Poisson distribution, P(X = 0) = e^-λ), less than one in a thousand. Senders send in bursts and
// offices have holidays, so it is a reason to check, not a proof.
// `failing`: at least half of the last 100 deliveries failed (and there were at least ten); or in
// the last hour at least three deliveries were not authenticated and none was.
class SourceHealth {
 public:
  // `rejected` and `refused` are failures. `duplicate` and `ignored` are not: the sender is alive.
  // `unauthorized` may come from anyone, so it is counted but says nothing about the sender.
  void note(Instant at, DeliveryOutcome outcome);
  // A number of the sender's own sequence, from an authenticated delivery.
  void note_sequence(Instant at, std::int64_t number) { gaps_.note(number, at); }
  void set_baseline(std::optional<ArrivalBaseline> baseline) { baseline_ = std::move(baseline); }
  HealthReading read(Instant now) const;

 private:
  static constexpr std::size_t recent_max = 100;
  std::optional<Instant> silent_from() const;
  double error_share() const;
  SourceState state_of(const HealthReading& reading, Instant now) const;
  std::string detail_of(const HealthReading& reading, Instant now) const;
  std::optional<Instant> next_change(Instant now) const;

  std::optional<Instant> last_, last_accepted_;
  std::bitset<recent_max> failed_;  // a ring of the last 100
  std::size_t next_ = 0, recent_ = 0;
  LastHour authenticated_, unauthorized_;
  SequenceGaps gaps_;
  std::optional<ArrivalBaseline> baseline_;
};

}  // namespace dealbell::intake
