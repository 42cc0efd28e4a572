#include "core/state/scan.hpp"

namespace dealbell::core {

void scan(const SalesState& sales, Base base, const Range& range,
          const std::function<bool(SalesState::Ref, const Contribution&)>& each) {
  // Deals whose stage has no limit are not in the index of Base::aging, see OrgView::index().
  const bool all_aging = base == Base::aging && !range.bounded();
  const auto& index = sales.by_day(all_aging ? Base::open : base);
  auto it = range.bounded() ? index.lower_bound({range.from, 0}) : index.begin();
  for (; it != index.end() && (!range.bounded() || it->first < range.to); ++it) {
    if (!range.contains(it->first)) continue;
    for (const auto& c : sales.contributions_of(base, it->second))
      if ((all_aging || c.day == it->first) && !each(it->second, c)) return;
  }
}

}  // namespace dealbell::core
