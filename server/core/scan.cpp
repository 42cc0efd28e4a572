#include "core/scan.hpp"

namespace dealbell::core {

void scan(const Floor& floor, Base base, const Range& range,
          const std::function<bool(Floor::Ref, const Contribution&)>& each) {
  const auto& index = floor.by_day(base);
  auto it = range.bounded() ? index.lower_bound({range.from, 0}) : index.begin();
  for (; it != index.end() && (!range.bounded() || it->first < range.to); ++it) {
    if (!range.holds(it->first)) continue;
    for (const auto& c : floor.contributions_of(base, it->second))
      if (c.day == it->first && !each(it->second, c)) return;
  }
}

}  // namespace dealbell::core
