#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace dealbell::bench {

// The value below which `percent` of the sorted values lie; 100: the largest. 0 if there are none.
template <class T>
T percentile(const std::vector<T>& sorted, std::size_t percent) {
  return sorted.empty() ? T{} : sorted[std::min(sorted.size() - 1, sorted.size() * percent / 100)];
}

}  // namespace dealbell::bench
