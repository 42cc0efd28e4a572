#include "core/state/sales_state.hpp"

#include <algorithm>

#include "core/counting/status.hpp"

namespace dealbell::core {

SalesState::SalesState(Org org, Calendar calendar)
    : facts_(std::make_unique<Facts>()),
      org_view_(std::make_unique<OrgView>(std::move(org), std::move(calendar), *facts_)) {}

void SalesState::swap_contents(SalesState& other, LogNumber log) {
  std::swap(facts_, other.facts_);
  std::swap(org_view_, other.org_view_);
  std::swap(next_, other.next_);
  std::swap(recently_won_, other.recently_won_);
  std::swap(seq_, other.seq_);
  log_ = log;
  ++org_changes_;
  ++times_replaced_;
}

void SalesState::apply(const Event& event, Seq seq) {
  const auto source = facts_->names.intern(event.source);
  const auto stamp =
      facts_->stamps.add({merge_time(event), ahead(event), event.operation, event.order, source,
                          event.id, event.received_at, event.quiet});
  std::visit([&](const auto& what) { on(what, source, stamp); }, event.what);
  auto& last_received = facts_->last_received[source];
  last_received = std::max(last_received, event.received_at);
  for (auto* org_view : {org_view_.get(), next_.get()})
    if (org_view) org_view->note_receipt(event.received_at);
  seq_ = std::max(seq_, seq);
}

Result<> SalesState::load(const std::function<std::optional<Seq>(Facts&)>& read) {
  const auto from = read(*facts_);
  if (!from) return error(Errc::corrupt, "the snapshot is damaged");
  seq_ = *from;
  for (const auto& [source, received_at] : facts_->last_received)
    org_view_->note_receipt(received_at);
  while (org_view_->fold(~std::size_t{0})) {
  }
  return {};
}

// Applies to both org views: the one in use, and the one being computed as far as it covers the
// entities.
template <class Change>
void SalesState::change(std::initializer_list<Ref> deals, std::optional<Ref> activity,
                        Change change) {
  struct Touched {
    OrgView* org_view;
    Ref ref;
    bool deal;
    OrgView::Effect before;
  };
  std::vector<Touched> touched;
  for (auto* org_view : {org_view_.get(), next_.get()}) {
    if (!org_view) continue;
    const bool all = org_view == org_view_.get();
    for (const auto ref : deals)
      if (all || org_view->covers_deal(ref))
        touched.push_back({org_view, ref, true, org_view->of_deal(ref)});
    if (activity && (all || org_view->covers_activity(*activity)))
      touched.push_back({org_view, *activity, false, org_view->of_activity(*activity)});
  }
  change();
  for (const auto& t : touched)
    t.org_view->recount(t.ref, t.before,
                        t.deal ? t.org_view->of_deal(t.ref) : t.org_view->of_activity(t.ref));
}

void SalesState::on(const DealEvent& event, Name source, StampId stamp) {
  const auto ref = facts_->deals.find_or_add(source, facts_->names.intern(event.id));
  change({ref}, {},
         [&] { merge(facts_->deals[ref], event, stamp, facts_->stamps, facts_->names); });
  note_win(ref, facts_->stamps[stamp].received_at);
}

void SalesState::on(const RefundEvent& event, Name source, StampId stamp) {
  auto& refund =
      facts_->refunds[facts_->refunds.find_or_add(source, facts_->names.intern(event.id))];
  const auto deal_of = [&]() -> std::optional<Ref> {
    if (refund.deal.value == no_name) return std::nullopt;
    return facts_->deals.find_or_add(source, refund.deal.value);
  };
  if (const auto deal = deal_of())
    change({*deal}, {}, [&] { std::erase(facts_->deals[*deal].refunds, &refund); });
  merge(refund, event, stamp, facts_->stamps, facts_->names);
  if (const auto deal = deal_of())
    change({*deal}, {}, [&] { facts_->deals[*deal].refunds.push_back(&refund); });
}

void SalesState::on(const ActivityEvent& event, Name source, StampId stamp) {
  const auto ref = facts_->activities.find_or_add(source, facts_->names.intern(event.id));
  auto& activity = facts_->activities[ref];
  const auto deal_of = [&](Name raw) {
    return raw == no_name ? std::nullopt : std::optional(facts_->deals.find_or_add(source, raw));
  };
  const auto before = deal_of(activity.deal.value);
  // The deal named by the event, whether or not it wins the merge.
  const auto named =
      event.deal && *event.deal ? deal_of(facts_->names.intern(**event.deal)) : before;
  const auto merge_it = [&] {
    merge(activity, event, stamp, facts_->stamps, facts_->names);
    const auto after = deal_of(activity.deal.value);
    if (after == before) return;
    if (before) std::erase(facts_->deals[*before].activities, &activity);
    if (after) facts_->deals[*after].activities.push_back(&activity);
  };
  if (before && named && *before != *named)
    change({*before, *named}, ref, merge_it);
  else if (named || before)
    change({named ? *named : *before}, ref, merge_it);
  else
    change({}, ref, merge_it);
}

void SalesState::note_win(Ref ref, Instant received_at) {
  if (Statuses(deal(ref), pipelines(), stamps()).now() != DealStatus::won) return;
  // A moment lasts 30 s, so a thousand are more than can be shown; the oldest are dropped.
  constexpr std::size_t moments_max = 1000;
  constexpr std::chrono::minutes dropped_after{5};
  std::erase(recently_won_, ref);
  recently_won_.push_back(ref);
  const Statuses oldest(deal(recently_won_.front()), pipelines(), stamps());
  const bool old =
      oldest.changes().empty() ||
      stamps()[oldest.changes().back().stamp].received_at + dropped_after < received_at;
  if (recently_won_.size() > moments_max || (old && recently_won_.size() > 1))
    recently_won_.pop_front();
}

void SalesState::begin_org(Org org, Calendar calendar) {
  next_ = std::make_unique<OrgView>(std::move(org), std::move(calendar), *facts_);
}

bool SalesState::fold_org(std::size_t most) {
  if (!next_) return false;
  if (next_->fold(most)) return true;
  org_view_ = std::move(next_);
  ++org_changes_;
  return false;
}

void SalesState::set_org(Org org, Calendar calendar) {
  begin_org(std::move(org), std::move(calendar));
  while (fold_org(~std::size_t{0})) {
  }
}

std::vector<Contribution> SalesState::contributions_of(Base base, Ref ref) const {
  const auto org_context = this->org_context();
  if (base == Base::entered) return entered_stages(DealContext(deal(ref), org_context));
  auto parts = counts_activities(base) ? contributions(activity(ref), org_context)
                                       : contributions(DealContext(deal(ref), org_context));
  std::erase_if(parts, [&](const Contribution& c) { return c.base != base; });
  return parts;
}

const Deal* SalesState::find_deal(std::string_view source, std::string_view id) const {
  const auto& deals = facts_->deals;
  const auto ref = deals.find(names().find(source), names().find(id));
  return ref == Entities<Deal>::none ? nullptr : &deals[ref];
}

std::vector<Name> SalesState::currencies_of(Base base) const {
  std::vector<Name> carried;
  for (const auto currency : cube().currencies())
    if (currency != no_name && cube().sum(base, currency, {}, Range::everything()).n > 0)
      carried.push_back(currency);
  return carried;
}

Name SalesState::currency() const {
  if (!org().currency.empty()) return directory().currency();
  auto carried = currencies_of(Base::won);
  if (carried.empty()) carried = currencies_of(Base::open);
  return carried.size() == 1 ? carried.front() : no_name;
}

}  // namespace dealbell::core
