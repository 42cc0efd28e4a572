#include "core/scan.hpp"

namespace dealbell::core {

void scan(const Floor& floor, Base base, const Range& range,
          const std::function<bool(Floor::Ref, const Contribution&)>& each) {
  // Open deals without a limit are not in the index of those that age, see Books.
  const bool all_aging = base == Base::aging && !range.bounded();
  const auto& index = floor.by_day(all_aging ? Base::open : base);
  auto it = range.bounded() ? index.lower_bound({range.from, 0}) : index.begin();
  for (; it != index.end() && (!range.bounded() || it->first < range.to); ++it) {
    if (!range.holds(it->first)) continue;
    for (const auto& c : floor.contributions_of(base, it->second))
      if ((all_aging || c.day == it->first) && !each(it->second, c)) return;
  }
}

}  // namespace dealbell::core
