#include "app/metric_labels.hpp"

#include "intake/auth.hpp"
#include "intake/source_health.hpp"
#include "store/delivery_log.hpp"

namespace dealbell::app {

ops::Metrics::Labels metric_labels() {
  ops::Metrics::Labels labels;
  for (int outcome = 0; outcome < store::delivery_outcomes; ++outcome)
    labels.outcomes.emplace_back(word_of(static_cast<store::DeliveryOutcome>(outcome)));
  using intake::Refusal;
  for (const auto reason : {Refusal::missing, Refusal::repeated, Refusal::malformed, Refusal::stale,
                            Refusal::expired, Refusal::mismatch})
    labels.reasons.emplace_back(intake::word_of(reason));
  for (const auto state : intake::source_states) labels.states.emplace_back(word_of(state));
  return labels;
}

}  // namespace dealbell::app
