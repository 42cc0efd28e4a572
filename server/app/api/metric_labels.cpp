#include "app/api/metric_labels.hpp"

#include "intake/health/source_health.hpp"
#include "intake/signature/auth.hpp"
#include "store/delivery_log.hpp"

namespace dealbell::app {

ops::Metrics::Labels metric_labels() {
  ops::Metrics::Labels labels;
  for (int outcome = 0; outcome < delivery_outcomes; ++outcome)
    labels.outcomes.emplace_back(word_of(static_cast<DeliveryOutcome>(outcome)));
  using intake::AuthFailure;
  for (const auto reason : {AuthFailure::missing, AuthFailure::repeated, AuthFailure::malformed,
                            AuthFailure::stale, AuthFailure::expired, AuthFailure::mismatch})
    labels.reasons.emplace_back(intake::word_of(reason));
  for (const auto state : intake::source_states) labels.states.emplace_back(word_of(state));
  return labels;
}

}  // namespace dealbell::app
