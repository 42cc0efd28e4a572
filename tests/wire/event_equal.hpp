#pragma once

#include <tuple>

#include "core/events/event.hpp"

// Field by field equality, for tests only: the program never compares events.
namespace dealbell::core {

inline auto fields(const DealEvent& d) {
  return std::tie(d.id, d.title, d.currency, d.stage, d.owner, d.team, d.pipeline, d.product,
                  d.region, d.lead_source, d.customer, d.kind, d.forecast, d.lost_reason, d.amount,
                  d.status, d.probability_e4, d.created_at, d.closed_at, d.close_date, d.credits,
                  d.amounts);
}
inline auto fields(const ActivityEvent& a) {
  return std::tie(a.id, a.kind, a.person, a.team, a.deal, a.outcome, a.at, a.status, a.duration_s,
                  a.automatic);
}
inline auto fields(const RefundEvent& r) {
  return std::tie(r.id, r.deal, r.currency, r.amount, r.date, r.deleted);
}
inline bool operator==(const DealEvent& a, const DealEvent& b) { return fields(a) == fields(b); }
inline bool operator==(const ActivityEvent& a, const ActivityEvent& b) {
  return fields(a) == fields(b);
}
inline bool operator==(const RefundEvent& a, const RefundEvent& b) {
  return fields(a) == fields(b);
}
inline bool operator==(const Event& a, const Event& b) {
  return std::tie(a.source, a.id, a.occurred_at, a.received_at, a.operation, a.order, a.quiet,
                  a.what) == std::tie(b.source, b.id, b.occurred_at, b.received_at, b.operation,
                                      b.order, b.quiet, b.what);
}

}  // namespace dealbell::core
