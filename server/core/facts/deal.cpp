#include "core/facts/deal.hpp"

#include <algorithm>

namespace dealbell::core {
namespace {

// Merges the fields of one event into an entity.
struct Merge {
  StampId stamp;
  const Stamps& stamps;
  Names& names;

  template <class T>
  void into(Register<std::optional<T>>& field, const Patch<T>& patch) const {
    if (patch) field.offer(stamps, stamp, *patch);
  }
  void into(Register<Name>& field, const Patch<std::string>& patch) const {
    if (patch) field.offer(stamps, stamp, *patch ? names.intern(**patch) : no_name);
  }
  void into(Register<std::string>& field, const Patch<std::string>& patch) const {
    if (patch) field.offer(stamps, stamp, patch->value_or(std::string{}));
  }
  void into(History<Name>& field, const Patch<std::string>& patch) const {
    if (patch) field.offer(stamps, stamp, *patch ? names.intern(**patch) : no_name);
  }
};

Register<std::optional<Amount>>& named(Deal& deal, Name name, const Names& names) {
  const auto place = std::lower_bound(deal.amounts.begin(), deal.amounts.end(), names.text(name),
                                      [&](const Deal::NamedAmount& a, const std::string& text) {
                                        return names.text(a.name) < text;
                                      });
  if (place != deal.amounts.end() && place->name == name) return place->amount;
  return deal.amounts.insert(place, {name, {}})->amount;
}

std::optional<std::vector<RawCredit>> interned(
    const std::optional<std::vector<CreditShare>>& shares, Names& names) {
  if (!shares) return std::nullopt;
  std::vector<RawCredit> credits;
  for (const auto& share : *shares)
    credits.push_back({names.intern(share.person), share.percent_e4, share.role});
  return credits;
}

}  // namespace

void merge(Deal& deal, const DealEvent& e, StampId stamp, const Stamps& stamps, Names& names) {
  const Merge merge{stamp, stamps, names};
  // The only field for which the earliest event wins.
  const auto& event = stamps[stamp];
  if (event.operation == Operation::create &&
      (deal.first_create.stamp == no_stamp || stamps.before(stamp, deal.first_create.stamp)))
    deal.first_create = {stamp, event.time};
  if (e.status) deal.status.offer(stamps, stamp, e.status->value_or(DealStatus::unknown));
  if (e.amount) deal.amount.offer(stamps, stamp, *e.amount);
  merge.into(deal.stage, e.stage);
  merge.into(deal.owner, e.owner);
  merge.into(deal.title, e.title);
  merge.into(deal.lost_reason, e.lost_reason);
  merge.into(deal.currency, e.currency);
  merge.into(deal.team, e.team);
  merge.into(deal.pipeline, e.pipeline);
  merge.into(deal.product, e.product);
  merge.into(deal.region, e.region);
  merge.into(deal.lead_source, e.lead_source);
  merge.into(deal.customer, e.customer);
  merge.into(deal.kind, e.kind);
  merge.into(deal.forecast, e.forecast);
  merge.into(deal.probability_e4, e.probability_e4);
  merge.into(deal.created_at, e.created_at);
  merge.into(deal.closed_at, e.closed_at);
  merge.into(deal.close_date, e.close_date);
  for (const auto& [name, amount] : e.amounts)
    named(deal, names.intern(name), names).offer(stamps, stamp, amount);
  if (e.credits) deal.credits.offer(stamps, stamp, interned(*e.credits, names));
}

void merge(Refund& refund, const RefundEvent& e, StampId stamp, const Stamps& stamps,
           Names& names) {
  const Merge merge{stamp, stamps, names};
  merge.into(refund.deal, e.deal);
  merge.into(refund.amount, e.amount);
  merge.into(refund.currency, e.currency);
  merge.into(refund.date, e.date);
  refund.deleted.offer(stamps, stamp, e.deleted);
}

void merge(Activity& activity, const ActivityEvent& e, StampId stamp, const Stamps& stamps,
           Names& names) {
  const Merge merge{stamp, stamps, names};
  merge.into(activity.kind, e.kind);
  merge.into(activity.person, e.person);
  merge.into(activity.team, e.team);
  merge.into(activity.deal, e.deal);
  merge.into(activity.outcome, e.outcome);
  merge.into(activity.at, e.at);
  merge.into(activity.duration_s, e.duration_s);
  if (e.status) activity.status.offer(stamps, stamp, e.status->value_or(ActivityStatus::planned));
  if (e.automatic) activity.automatic.offer(stamps, stamp, e.automatic->value_or(false));
}

StampId dated_by(const Refund& refund) {
  if (refund.date.value) return refund.date.stamp;
  return refund.amount.stamp != no_stamp ? refund.amount.stamp : refund.deleted.stamp;
}

}  // namespace dealbell::core
