#include "core/state/org_view.hpp"

#include <algorithm>

#include "core/counting/gaps.hpp"
#include "core/counting/office_time.hpp"

namespace dealbell::core {

OrgView::OrgView(Org org, Calendar calendar, const Facts& facts)
    : facts_(facts),
      org_(std::move(org)),
      calendar_(std::move(calendar)),
      directory_(org_, facts.names),
      pipelines_(org_, facts.names),
      rates_(org_, facts.names),
      quotas_(org_, calendar_),
      own_fields_(core::own_fields(org_, facts.names)),
      twin_decisions_(org_, facts.names),
      own_measures_(core::own_measures(org_, facts.names)),
      cube_(directory_.teams()),
      by_day_(base_count + own_fields_.size()),
      mapping_backlog_(facts),
      twins_(facts) {
  for (const auto& [source, received_at] : facts_.last_received) note_receipt(received_at);
}

void OrgView::begin_day(Day day) {
  const auto before = today_;
  today_ = day;
  tomorrow_ = calendar_.start_of(day + std::chrono::days{1});
  if (!directory_.anybody_moves(before, day)) return;
  const auto moved = [&](const Deal& deal) {
    const auto moves = [&](Name raw) {
      return directory_.moves(directory_.person(deal.source, raw), before, day);
    };
    if (!deal.credits.value) return deal.owner.current() && moves(*deal.owner.current());
    return std::ranges::any_of(*deal.credits.value,
                               [&](const RawCredit& credit) { return moves(credit.person); });
  };
  for (const auto& [close, ref] : by_day(Base::open)) {
    if (!moved(facts_.deals[ref])) continue;
    today_ = before;
    const auto effect_before = of_deal(ref);
    today_ = day;
    recount(ref, effect_before, of_deal(ref));
  }
}

OrgView::Effect OrgView::of_deal(Ref ref) const {
  const auto org_context = this->org_context();
  const DealContext context(facts_.deals[ref], org_context);
  Effect entry{contributions(context), {}};
  entry.source = context.deal.source;
  if (context.won())
    entry.won_at = closed_time(context.deal, context.statuses, facts_.stamps, calendar_).at;
  entry.gaps = gaps_of(context, entry.parts);
  entry.fingerprint = win_fingerprint_of(context);
  return entry;
}

OrgView::Effect OrgView::of_activity(Ref ref) const {
  const auto& activity = facts_.activities[ref];
  Effect entry{contributions(activity, org_context()), {}};
  entry.source = activity.source;
  entry.gaps = gaps_of(activity);
  return entry;
}

void OrgView::index(const Contribution& c, Ref ref, bool add) {
  // Open deals that can never become stuck are not indexed; scan() finds them by Base::open.
  if (c.base == Base::aging && c.day == undated) return;
  auto& days = by_day_[static_cast<std::size_t>(c.base)];
  if (add)
    days.emplace(c.day, ref);
  else
    days.erase({c.day, ref});
}

void OrgView::recount(Ref ref, const Effect& before, const Effect& after) {
  if (before.won_at != after.won_at) {
    if (before.won_at) wins_by_time_.erase({*before.won_at, ref});
    if (after.won_at) wins_by_time_.emplace(*after.won_at, ref);
  }
  if (before.gaps != after.gaps)
    mapping_backlog_.change(after.source, ref, before.gaps, after.gaps);
  if (before.fingerprint != after.fingerprint)
    twins_.change(ref, before.fingerprint, after.fingerprint, org_context());
  if (before.parts == after.parts) return;
  const auto index_key = [](const Contribution& c) { return std::pair(c.base, c.day); };
  const auto indexed_in = [&](const std::vector<Contribution>& list, const Contribution& c) {
    return std::any_of(list.begin(), list.end(),
                       [&](const Contribution& other) { return index_key(other) == index_key(c); });
  };
  for (const auto& c : before.parts)
    if (!indexed_in(after.parts, c)) index(c, ref, false);
  for (const auto& c : after.parts)
    if (!indexed_in(before.parts, c)) index(c, ref, true);
  if (org_.new_after_months) {
    const auto note = [&](const Effect& entry, bool add) {
      if (!entry.won_at) return;
      for (const auto& c : entry.parts) {
        if (c.base != Base::won) continue;
        auto& wins = wins_of_[c.dimensions[static_cast<std::size_t>(Dimension::customer)]];
        if (add)
          wins.emplace(*entry.won_at, ref);
        else
          wins.erase({*entry.won_at, ref});
        return;
      }
    };
    note(before, false);
    note(after, true);
  }
  cube_.change(before.parts, after.parts);
}

bool OrgView::fold(std::size_t most) {
  for (; most > 0 && deals_folded_ < facts_.deals.size(); --most) {
    recount(deals_folded_, {}, of_deal(deals_folded_));
    ++deals_folded_;
  }
  for (; most > 0 && activities_folded_ < facts_.activities.size(); --most) {
    recount(activities_folded_, {}, of_activity(activities_folded_));
    ++activities_folded_;
  }
  return deals_folded_ < facts_.deals.size() || activities_folded_ < facts_.activities.size();
}

const OrgView::ByDay& OrgView::by_day(Base base) const {
  return by_day_[static_cast<std::size_t>(base)];
}

// New: the customer has no win in the months before this one.
std::optional<bool> OrgView::new_customer(const Contribution& won) const {
  using namespace std::chrono;
  const auto customer = won.dimensions[static_cast<std::size_t>(Dimension::customer)];
  if (!org_.new_after_months || customer == no_name) return std::nullopt;
  const auto wins = wins_of_.find(customer);
  if (wins == wins_of_.end()) return true;
  auto since = year_month_day{calendar_.day_of(won.at)} - months{*org_.new_after_months};
  if (!since.ok()) since = since.year() / since.month() / last;
  const auto earlier = wins->second.lower_bound({calendar_.start_of(sys_days{since}), 0});
  return earlier == wins->second.end() || earlier->first >= won.at;
}

bool OrgView::counts_activities(Base base) const {
  if (!is_own(base)) return base == Base::activity;
  return own_fields_[static_cast<std::size_t>(base) - base_count].of == Base::activity;
}

Entry OrgView::entry_of(Ref ref, const Contribution& c) const {
  CountedEntity counted;
  if (counts_activities(c.base))
    counted.activity = &facts_.activities[ref];
  else
    counted.deal = &facts_.deals[ref];
  return {c, ref, counted, directory_, calendar_, facts_.stamps, *this};
}

}  // namespace dealbell::core
