#pragma once

#include "core/facts/deal.hpp"

// The fields of each entity in the order in which they are written and read. Any change requires a
// new snapshot_format. Links between entities are omitted (see snapshot.hpp).
namespace dealbell::core {

template <class Io, class D>
void snapshot_fields(Io& io, D& deal, const Deal&) {
  io(deal.status);
  io(deal.stage);
  io(deal.owner);
  io(deal.amount);
  io(deal.title);
  io(deal.lost_reason);
  io(deal.currency);
  io(deal.team);
  io(deal.pipeline);
  io(deal.product);
  io(deal.region);
  io(deal.lead_source);
  io(deal.customer);
  io(deal.kind);
  io(deal.forecast);
  io(deal.probability_e4);
  io(deal.created_at);
  io(deal.closed_at);
  io(deal.close_date);
  io(deal.credits);
  io(deal.amounts);
  io(deal.first_create);
}

template <class Io, class R>
void snapshot_fields(Io& io, R& refund, const Refund&) {
  io(refund.deal);
  io(refund.amount);
  io(refund.currency);
  io(refund.date);
  io(refund.deleted);
}

template <class Io, class A>
void snapshot_fields(Io& io, A& activity, const Activity&) {
  io(activity.kind);
  io(activity.person);
  io(activity.team);
  io(activity.deal);
  io(activity.outcome);
  io(activity.at);
  io(activity.status);
  io(activity.duration_s);
  io(activity.automatic);
}

}  // namespace dealbell::core
