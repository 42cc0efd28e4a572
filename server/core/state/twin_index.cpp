#include "core/state/twin_index.hpp"

#include <tuple>

#include "core/values/fold_case.hpp"

namespace dealbell::core {
namespace {

constexpr std::chrono::days apart_max{7};

// Wins within a week of each other are in the same or in adjacent weeks.
std::uint64_t week_key(const WinFingerprint& fingerprint, int weeks_later = 0) {
  const auto week =
      std::chrono::floor<std::chrono::days>(fingerprint.at).time_since_epoch() / apart_max;
  const auto number = static_cast<std::uint64_t>(week + weeks_later);
  return fingerprint.what + number * 0x9E3779B97F4A7C15u;
}

}  // namespace

bool TwinIndex::Larger::operator()(const Pair& a, const Pair& b) const {
  if (a.amount_e4 != b.amount_e4) return a.amount_e4 > b.amount_e4;
  if (a.later == b.later) return false;
  const auto order = [&](Ref ref) {
    const auto& deal = facts->deals[ref];
    return std::tuple<const std::string&, const std::string&>(facts->names.text(deal.source),
                                                              facts->names.text(deal.id));
  };
  return order(a.later) < order(b.later);
}

std::vector<Ref> TwinIndex::in_week(std::uint64_t key) const {
  std::vector<Ref> deals;
  for (auto at = weeks_.find(key); at != weeks_.end() && at->first == key; ++at) {
    deals.push_back(at->second);
    if (deals.size() > week_max + 1) break;
  }
  return deals;
}

void TwinIndex::remove(Ref deal) {
  const auto known = pairs_.find(deal);
  if (known == pairs_.end()) return;
  largest_.erase(known->second);
  pairs_.erase(known);
}

void TwinIndex::recheck(Ref deal, const OrgContext& org_context) {
  remove(deal);
  const auto& ours = facts_.deals[deal];
  const DealContext context(ours, org_context);
  const auto fingerprint = win_fingerprint_of(context);
  if (!fingerprint || in_week(week_key(*fingerprint)).size() > week_max) return;
  std::optional<std::pair<Ref, StampId>> latest;
  for (const int weeks : {-1, 0, 1}) {
    const auto others = in_week(week_key(*fingerprint, weeks));
    if (others.size() > week_max) continue;
    for (const auto other : others) {
      const auto& theirs = facts_.deals[other];
      if (theirs.source == ours.source) continue;
      const auto earlier = win_fingerprint_of(DealContext(theirs, org_context));
      if (!earlier || earlier->what != fingerprint->what ||
          !org_context.stamps.before(earlier->stamp, fingerprint->stamp))
        continue;
      if (std::chrono::abs(earlier->at - fingerprint->at) > apart_max) continue;
      if (org_context.twins.decided_different(ours, theirs)) continue;
      if (!latest || org_context.stamps.before(latest->second, earlier->stamp))
        latest = {other, earlier->stamp};
    }
  }
  if (!latest) return;
  const Pair pair{(*ours.amount.current())->e4, deal, latest->first};
  pairs_.emplace(deal, pair);
  largest_.insert(pair);
}

// A win that was added or removed affects similar wins of other sources in adjacent weeks, and
// those of all sources if its week has just crossed the limit in either direction. In a week that
// stays over the limit nothing changes.
void TwinIndex::recheck_around(Ref changed, const WinFingerprint& fingerprint,
                               const OrgContext& org_context) {
  const auto week = in_week(week_key(fingerprint)).size();
  if (week > week_max + 1) return;
  for (const int weeks : {-1, 0, 1}) {
    const auto deals = in_week(week_key(fingerprint, weeks));
    if (deals.size() > week_max + 1) continue;
    for (const auto deal : deals)
      if (week >= week_max || facts_.deals[deal].source != facts_.deals[changed].source)
        recheck(deal, org_context);
  }
}

void TwinIndex::change(Ref deal, const std::optional<WinFingerprint>& before,
                       const std::optional<WinFingerprint>& after, const OrgContext& org_context) {
  remove(deal);
  if (before) {
    auto at = weeks_.find(week_key(*before));
    while (at->second != deal) ++at;
    weeks_.erase(at);
    recheck_around(deal, *before, org_context);
  }
  if (after) {
    weeks_.emplace(week_key(*after), deal);
    recheck(deal, org_context);
    recheck_around(deal, *after, org_context);
  }
}

std::optional<Ref> TwinIndex::of(Ref deal) const {
  const auto known = pairs_.find(deal);
  return known == pairs_.end() ? std::nullopt : std::optional(known->second.earlier);
}

}  // namespace dealbell::core
