#include "intake/mapping/items.hpp"

#include <algorithm>
#include <compare>

#include "intake/mapping/glob.hpp"

namespace dealbell::intake {
namespace {

// What an item is sorted by. Nothing sorts before numbers, numbers before texts.
struct SortKey {
  enum class Kind { nothing, number, text } kind = Kind::nothing;
  std::string text;  // for a number, its digits without leading zeros

  friend std::strong_ordering operator<=>(const SortKey& a, const SortKey& b) {
    if (a.kind != b.kind) return a.kind <=> b.kind;
    if (a.kind == Kind::number && a.text.size() != b.text.size())
      return a.text.size() <=> b.text.size();
    return a.text <=> b.text;
  }
  friend bool operator==(const SortKey&, const SortKey&) = default;
};

SortKey number_key(std::string digits) {
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  return {SortKey::Kind::number, std::move(digits)};
}

SortKey key_of(const std::string& text) {
  const bool digits =
      !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  return digits ? number_key(text) : SortKey{SortKey::Kind::text, text};
}

SortKey rank_of(const std::string& text, const std::vector<std::string>& first) {
  const auto at =
      std::ranges::find_if(first, [&](const auto& glob) { return glob_matches(glob, text); });
  return number_key(std::to_string(at - first.begin()));
}

Result<SortKey> read_key(const OrderKey& order, Evaluation& evaluation) {
  const auto text = evaluation.text(order.of);
  if (!text) return text.error();
  if (!order.first.empty()) return rank_of(text->value_or(""), order.first);
  return *text ? key_of(**text) : SortKey{};
}

}  // namespace

Result<std::vector<Item>> items_of(const Plan& plan, const Value& root, Evaluation& evaluation) {
  std::vector<Item> items;
  for (const auto* value : walk_all(plan.each, root, evaluation.budget()))
    items.push_back({value, items.size()});
  if (items.size() > items_max)
    return error(Errc::too_large,
                 "the body has " + std::to_string(items.size()) + " items, the limit is 10,000");
  if (plan.order.empty() || items.size() < 2) return items;
  std::vector<std::pair<std::vector<SortKey>, Item>> keyed;
  for (const auto& item : items) {
    evaluation.set_item(*item.value);
    auto& [keys, kept] = keyed.emplace_back(std::vector<SortKey>{}, item);
    for (const auto& order : plan.order) {
      auto key = read_key(order, evaluation);
      if (!key) return error(key.error().code, key.error().message, "/order");
      keys.push_back(std::move(*key));
    }
  }
  std::ranges::stable_sort(
      keyed, {}, [](const auto& k) -> const auto& { return k.first; });
  std::ranges::transform(keyed, items.begin(), [](const auto& k) { return k.second; });
  return items;
}

}  // namespace dealbell::intake
