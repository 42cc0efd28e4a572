#include "core/counting/gaps.hpp"

#include <algorithm>

#include "core/counting/credits.hpp"
#include "core/counting/office_time.hpp"
#include "core/values/fold_case.hpp"

namespace dealbell::core {
namespace {

// Whether there was an event about the deal itself, or money was paid back for it, and not only
// activities that mention it. Without one the deal must have no gaps, because its first event is
// compared with that state.
bool has_own_events(const Deal& d) {
  const auto any = [](const auto&... fields) { return ((fields.stamp != no_stamp) || ...); };
  const bool refunded =
      std::ranges::any_of(d.refunds, [](const Refund* refund) { return !refund->deleted.value; });
  return refunded || !d.status.changes.empty() || !d.stage.changes.empty() ||
         !d.owner.changes.empty() || !d.amount.changes.empty() || !d.amounts.empty() ||
         any(d.title, d.lost_reason, d.currency, d.team, d.pipeline, d.product, d.region,
             d.lead_source, d.customer, d.kind, d.forecast, d.probability_e4, d.created_at,
             d.closed_at, d.close_date, d.credits, d.first_create);
}

class GapFinder {
 public:
  GapFinder(const DealContext& context, const std::vector<Contribution>& parts)
      : in_(context), deal_(context.deal), parts_(parts) {
    if (const auto* amount = deal_.amount.current()) amount_ = *amount;
  }

  std::vector<Gap> find() {
    const auto status = in_.statuses.now();
    if (in_.copy || status == DealStatus::deleted) return {};
    if (status == DealStatus::unknown && !has_own_events(deal_)) return {};
    if (status == DealStatus::won && in_.other_authority) {
      // The win does not count at all, so other gaps do not matter.
      add_with_amount(Gap::other_authority, in_.pipeline);
      return std::move(gaps_);
    }
    check_stage(status);
    check_amount(status);
    check_refunds(status);
    if (status == DealStatus::won && !deal_.credits.value && in_.owner == no_name)
      gaps_.push_back({Gap::no_owner});
    if (in_.org_context.directory.lists_people()) check_people();
    return std::move(gaps_);
  }

 private:
  // A gap that holds back all of the deal's amount.
  void add_with_amount(Gap::Kind kind, Name key, Name within = no_name) {
    const bool priced = amount_ && deal_.currency.value != no_name;
    gaps_.push_back(
        {kind, key, within, priced ? deal_.currency.value : no_name, priced ? amount_->e4 : 0});
  }

  // Pipeline, stage and status. Closed stages need not be listed if events name the status.
  void check_stage(DealStatus status) {
    const auto& pipelines = in_.org_context.pipelines;
    const auto raw_pipeline = deal_.pipeline.value;
    const bool misplaced = pipelines.listed() && !pipelines.stages(in_.pipeline);
    if (misplaced) {
      if (status == DealStatus::lost)
        gaps_.push_back({Gap::pipeline, raw_pipeline});
      else
        add_with_amount(Gap::pipeline, raw_pipeline);
    }
    if (status == DealStatus::unknown) {
      if (deal_.status.changes.empty() || in_.raw_stage == no_name)
        gaps_.push_back({Gap::no_status});
      else if (!misplaced)
        add_with_amount(Gap::stage, in_.raw_stage, in_.pipeline);
    } else if (status == DealStatus::open && pipelines.listed() && !misplaced && !in_.stage &&
               in_.raw_stage != no_name) {
      add_with_amount(Gap::stage, in_.raw_stage, in_.pipeline);
    }
  }

  void check_amount(DealStatus status) {
    const bool won = status == DealStatus::won;
    if (won && !amount_) gaps_.push_back({Gap::no_amount});
    if (!amount_) return;
    if (deal_.currency.value == no_name) {
      if (won) gaps_.push_back({Gap::no_currency});
      return;
    }
    const auto base = won ? Base::won : status == DealStatus::lost ? Base::lost : Base::open;
    const bool unpriced = std::any_of(parts_.begin(), parts_.end(), [&](const Contribution& c) {
      return c.base == base && c.currency == no_name;
    });
    if (!unpriced) return;
    if (won)
      add_with_amount(Gap::currency, deal_.currency.value);
    else
      gaps_.push_back({Gap::currency, deal_.currency.value});
  }

  // A refund is taken from a win, at the rate of its day.
  void check_refunds(DealStatus status) {
    if (status == DealStatus::unknown) return;
    for (const auto* refund : deal_.refunds) {
      if (refund->deleted.value) continue;
      const auto& amount = refund->amount.value;
      const auto currency = refund->currency.value ? refund->currency.value : deal_.currency.value;
      if (status != DealStatus::won)
        add_once({Gap::no_win});
      else if (!amount)
        add_once({Gap::no_refund_amount});
      else if (currency == no_name)
        add_once({Gap::no_currency});
      else if (price(amount, currency, won_on(), in_.org_context).currency == no_name)
        add_once({Gap::currency, currency});
    }
  }

  Day won_on() const {
    return closed_time(deal_, in_.statuses, in_.org_context.stamps, in_.org_context.calendar).day;
  }

  void add_once(const Gap& gap) {
    const bool again = std::ranges::any_of(
        gaps_, [&](const Gap& other) { return other.kind == gap.kind && other.key == gap.key; });
    if (!again) gaps_.push_back(gap);
  }

  void check_people() {
    if (!deal_.credits.value) return check_person(in_.owner);
    for (const auto& credit : *deal_.credits.value) check_person(credit.person);
  }

  void check_person(Name raw) {
    const auto& directory = in_.org_context.directory;
    const auto id = directory.person(deal_.source, raw);
    if (id == no_name || directory.known(id)) return;
    const bool address = is_email(in_.org_context.stamps.names().text(raw));
    Gap gap{Gap::person, address ? id : raw};
    for (const auto& c : parts_) {
      if (c.base != Base::won || c.currency == no_name) continue;
      for (const auto& credit : c.credits)
        if (credit.person == id && credit.role == Role::revenue) {
          gap.held_back_currency = c.currency;
          gap.held_back_e4 += credit.amount_e4;
        }
    }
    add_once(gap);
  }

  const DealContext& in_;
  const Deal& deal_;
  const std::vector<Contribution>& parts_;
  std::optional<Amount> amount_;
  std::vector<Gap> gaps_;
};

}  // namespace

std::vector<Gap> gaps_of(const DealContext& context, const std::vector<Contribution>& parts) {
  return GapFinder(context, parts).find();
}

std::vector<Gap> gaps_of(const Activity& a) {
  const auto any = [](const auto&... fields) { return ((fields.stamp != no_stamp) || ...); };
  if (a.status.stamp != no_stamp) return {};
  if (!any(a.kind, a.person, a.team, a.deal, a.outcome, a.at, a.duration_s, a.automatic)) return {};
  return {{Gap::no_activity_status}};
}

}  // namespace dealbell::core
