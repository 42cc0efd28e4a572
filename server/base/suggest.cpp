#include "base/suggest.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

namespace dealbell {
namespace {

constexpr std::size_t longest_word =
    64;  // our words are short; the edit distance takes quadratic time

// Returns `too_many` as soon as the distance is not less; of thousands of ids hardly any is close.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t too_many) {
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) >= too_many) return too_many;
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, replaced}));
    }
    if (*std::ranges::min_element(row) >= too_many) return too_many;
  }
  return row.back();
}

}  // namespace

std::string_view nearest(std::string_view typed, std::span<const std::string_view> known) {
  std::string_view best;
  if (typed.size() > longest_word) return best;
  auto fewest =
      std::min<std::size_t>(2, (typed.size() - std::min<std::size_t>(typed.size(), 1)) / 2) + 1;
  for (const auto word : known) {
    const auto edits = edit_distance(typed, word, fewest);
    if (edits < fewest) {
      fewest = edits;
      best = word;
    }
  }
  return best;
}

}  // namespace dealbell
