#include "core/quota.hpp"

namespace dealbell::core {

std::optional<Amount> quota_for(const Org& org, const Calendar& calendar, std::string_view measure,
                                const Subject& subject, const Range& range) {
  std::map<Day, std::pair<Day, Amount>>
      months;  // from → (to, amount), the periods inside the range
  for (const auto& quota : org.quotas) {
    if (quota.measure != measure || quota.person != subject.person || quota.team != subject.team)
      continue;
    const auto period = calendar.parse_period(quota.period);
    if (!period) continue;
    if (period->from == range.from && period->to == range.to) return quota.amount;
    if (period->from < range.from || period->to > range.to) continue;
    // Of two that start on one day the shorter fills better: a quarter never hides its months.
    const auto [place, fresh] = months.try_emplace(period->from, period->to, quota.amount);
    if (!fresh && period->to < place->second.first) place->second = {period->to, quota.amount};
  }
  Amount total;
  auto reached = range.from;
  for (const auto& [from, rest] : months) {
    if (from < reached) continue;
    if (from != reached) return std::nullopt;
    total.e4 += rest.second.e4;
    reached = rest.first;
  }
  if (reached != range.to || months.empty()) return std::nullopt;
  return total;
}

}  // namespace dealbell::core
