#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "intake/health/arrival_baseline.hpp"
#include "intake/health/last_hour.hpp"
#include "intake/health/sequence_gaps.hpp"

namespace dealbell::intake {

enum class SourceState { never, ok, silent, failing };
inline constexpr SourceState source_states[] = {SourceState::never, SourceState::ok,
                                                SourceState::silent, SourceState::failing};
std::string_view word_of(SourceState state);

// What a delivery says about its source. `unproven`: it did not prove who sent it, so it may be
// anybody's and is no sign of life. `taken`: fine, but nothing new (a repeat, an event nobody asked
// for). `failed`: proven, and we could not take it.
enum class Came { accepted, taken, failed, unproven };

struct HealthReading {
  SourceState state = SourceState::never;
  std::optional<Instant> last, last_accepted;  // proven deliveries only
  std::int64_t per_hour = 0;                   // proven deliveries in the last hour
  std::optional<double> normal_per_hour;       // what that hour of the week usually brings
  std::optional<double> error_share;           // of the last 100; from the first on
  std::int64_t signature_failures = 0;         // in the last hour
  std::int64_t missing = 0;                    // numbers of the sender's own sequence
  std::string detail;                          // why it is not well, for a person; may be empty
  std::optional<Instant> changes_at;           // when this next changes if nothing comes
};

// How a source is, from what came of it. Pure: time is an argument. About 5 KB a source, holes in
// its sequence aside.
//
// `silent`: by the normals at least seven deliveries should have come since the last one. If they
// came independently of each other, a wait without any would have the probability e^-7 (Poisson
// distribution, P(X = 0) = e^-λ), less than one in a thousand. Senders come in bursts and offices
// have holidays, so it is a reason to look, not a proof.
// `failing`: half or more of the last 100 (of at least ten) could not be taken; or in the last hour
// at least three deliveries did not prove their sender and none did.
class SourceHealth {
 public:
  void note(Instant at, Came came);
  // A number of the sender's own sequence, of a proven delivery.
  void note_sequence(Instant at, std::int64_t number) { gaps_.note(number, at); }
  void learn(std::optional<ArrivalBaseline> normals) { normals_ = std::move(normals); }
  HealthReading read(Instant now) const;

 private:
  static constexpr std::size_t recent_max = 100;
  std::optional<Instant> silent_from() const;
  double error_share() const;
  SourceState judge(const HealthReading& reading, Instant now) const;
  std::string explain(const HealthReading& reading, Instant now) const;
  std::optional<Instant> next_change(Instant now) const;

  std::optional<Instant> last_, last_accepted_;
  std::bitset<recent_max> failed_;  // a ring of the last 100
  std::size_t next_ = 0, recent_ = 0;
  LastHour proven_, unproven_;
  SequenceGaps gaps_;
  std::optional<ArrivalBaseline> normals_;
};

}  // namespace dealbell::intake
