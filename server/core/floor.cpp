#include "core/floor.hpp"

#include <algorithm>

namespace dealbell::core {

Floor::Floor(Org org, Calendar calendar)
    : org_(std::move(org)), calendar_(std::move(calendar)), directory_(org_, names_) {}

void Floor::apply(const Event& event, Seq seq) {
  const auto source = names_.intern(event.source);
  const auto stamp = stamps_.add({merge_time(event), event.operation, event.order, source, event.id,
                                  event.received_at, event.quiet});
  std::visit([&](const auto& what) { on(what, source, stamp); }, event.what);
  auto& heard = last_heard_[source];
  heard = std::max(heard, event.received_at);
  seq_ = std::max(seq_, seq);
}

void Floor::count(const Contribution& contribution, Ref ref, bool add) {
  auto& index = by_day_[static_cast<std::size_t>(contribution.base)];
  if (add) {
    cube_.add(contribution);
    index.emplace(contribution.day, ref);
  } else {
    cube_.remove(contribution);
    index.erase({contribution.day, ref});
  }
}

std::optional<Instant> Floor::won_at(Ref ref) const {
  if (current_run(deals_[ref]).status != DealStatus::won) return std::nullopt;
  return closed_time(deals_[ref], stamps_);
}

// Takes out what the deal contributed, changes it, puts in what it contributes now.
template <class Merge>
void Floor::change_deal(Ref ref, Merge merge) {
  const auto before = contributions(deals_[ref], reading());
  const auto won_before = won_at(ref);
  merge();
  const auto after = contributions(deals_[ref], reading());
  const auto won_after = won_at(ref);
  if (won_before != won_after) {
    if (won_before) wins_by_time_.erase({*won_before, ref});
    if (won_after) wins_by_time_.emplace(*won_after, ref);
  }
  if (before == after) return;
  for (const auto& c : before) count(c, ref, false);
  for (const auto& c : after) count(c, ref, true);
}

void Floor::on(const DealEvent& event, Name source, StampId stamp) {
  const auto ref = deals_.find_or_add(source, names_.intern(event.id));
  change_deal(ref, [&] { merge(deals_[ref], event, stamp, stamps_, names_); });
  note_win(ref, stamps_[stamp].received_at);
}

void Floor::on(const RefundEvent& event, Name source, StampId stamp) {
  auto& refund = refunds_[refunds_.find_or_add(source, names_.intern(event.id))];
  const auto unlink = [&](Ref deal) {
    change_deal(deal, [&] { std::erase(deals_[deal].refunds, &refund); });
  };
  const auto link = [&](Ref deal) {
    change_deal(deal, [&] { deals_[deal].refunds.push_back(&refund); });
  };
  const auto deal_of = [&]() -> std::optional<Ref> {
    if (refund.deal.value == no_name) return std::nullopt;
    return deals_.find_or_add(source, refund.deal.value);
  };
  if (const auto deal = deal_of()) unlink(*deal);
  merge(refund, event, stamp, stamps_, names_);
  if (const auto deal = deal_of()) link(*deal);
}

void Floor::on(const ActivityEvent& event, Name source, StampId stamp) {
  const auto ref = activities_.find_or_add(source, names_.intern(event.id));
  auto& activity = activities_[ref];
  const auto before = contribution(activity, reading());
  merge(activity, event, stamp, stamps_, names_);
  const auto after = contribution(activity, reading());
  if (before == after) return;
  if (before) count(*before, ref, false);
  if (after) count(*after, ref, true);
}

void Floor::note_win(Ref ref, Instant received_at) {
  if (current_run(deals_[ref]).status != DealStatus::won) return;
  // A moment lives 30 s, so a thousand are more than any stage can show; the oldest fall out.
  constexpr std::size_t moments_max = 1000;
  constexpr std::chrono::minutes forgotten_after{5};
  std::erase(recently_won_, ref);
  recently_won_.push_back(ref);
  const auto& changes = deals_[recently_won_.front()].status.changes;
  const bool old =
      changes.empty() || stamps_[changes.back().stamp].received_at + forgotten_after < received_at;
  if (recently_won_.size() > moments_max || (old && recently_won_.size() > 1))
    recently_won_.pop_front();
}

void Floor::set_org(Org org, Calendar calendar) {
  org_ = std::move(org);
  calendar_ = std::move(calendar);
  directory_ = Directory(org_, names_);
  cube_ = {};
  for (auto& index : by_day_) index.clear();
  for (Ref ref = 0; ref < deals_.size(); ++ref)
    for (const auto& c : contributions(deals_[ref], reading())) count(c, ref, true);
  for (Ref ref = 0; ref < activities_.size(); ++ref)
    if (const auto c = contribution(activities_[ref], reading())) count(*c, ref, true);
}

std::vector<Contribution> Floor::contributions_of(Base base, Ref ref) const {
  std::vector<Contribution> result;
  if (base == Base::activity) {
    if (auto c = contribution(activities_[ref], reading())) result.push_back(std::move(*c));
    return result;
  }
  for (auto& c : contributions(deals_[ref], reading()))
    if (c.base == base) result.push_back(std::move(c));
  return result;
}

const Deal* Floor::find_deal(std::string_view source, std::string_view id) const {
  const auto ref = deals_.find(names_.find(source), names_.find(id));
  return ref == Entities<Deal>::none ? nullptr : &deals_[ref];
}

std::vector<Name> Floor::currencies_of(Base base) const {
  std::vector<Name> carried;
  for (const auto currency : cube_.currencies())
    if (currency != no_name && cube_.sum(base, currency, {}, Range::everything()).n > 0)
      carried.push_back(currency);
  return carried;
}

Name Floor::currency() const {
  if (!org_.currency.empty()) return names_.intern(org_.currency);
  auto carried = currencies_of(Base::won);
  if (carried.empty()) carried = currencies_of(Base::open);
  return carried.size() == 1 ? carried.front() : no_name;
}

}  // namespace dealbell::core
