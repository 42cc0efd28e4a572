#include <algorithm>

#include "intake/mapping/decode.hpp"
#include "intake/mapping/evaluate.hpp"
#include "intake/mapping/glob.hpp"

namespace dealbell::intake {
namespace {

// What an item is sorted by: nothing before numbers before texts.
struct OrderedBy {
  enum class Kind { nothing, number, text } kind = Kind::nothing;
  std::string text;  // of a number its digits without zeros in front

  friend std::strong_ordering operator<=>(const OrderedBy& a, const OrderedBy& b) {
    if (a.kind != b.kind) return a.kind <=> b.kind;
    if (a.kind == Kind::number && a.text.size() != b.text.size())
      return a.text.size() <=> b.text.size();
    return a.text <=> b.text;
  }
  friend bool operator==(const OrderedBy&, const OrderedBy&) = default;
};

OrderedBy number(std::string digits) {
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  return {OrderedBy::Kind::number, std::move(digits)};
}

OrderedBy key_of(const std::string& text) {
  const bool digits =
      !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  return digits ? number(text) : OrderedBy{OrderedBy::Kind::text, text};
}

OrderedBy rank_of(const std::string& text, const std::vector<std::string>& first) {
  const auto at = std::ranges::find_if(first, [&](const auto& glob) { return fits(glob, text); });
  return number(std::to_string(at - first.begin()));
}

Result<OrderedBy> read(const OrderKey& order, Evaluation& evaluation) {
  const auto text = evaluation.text(order.of);
  if (!text) return text.error();
  if (!order.first.empty()) return rank_of(text->value_or(""), order.first);
  return *text ? key_of(**text) : OrderedBy{};
}

}  // namespace

Result<std::vector<Item>> items_of(const Plan& plan, const Value& root, Evaluation& evaluation) {
  std::vector<Item> items;
  for (const auto* value : walk_all(plan.each, root, evaluation.budget()))
    items.push_back({value, items.size()});
  if (items.size() > items_max)
    return error(Errc::too_large,
                 "a body may have 10,000 items, this one has " + std::to_string(items.size()));
  if (plan.order.empty() || items.size() < 2) return items;
  std::vector<std::pair<std::vector<OrderedBy>, Item>> keyed;
  for (const auto& item : items) {
    evaluation.begin(*item.value);
    auto& [keys, kept] = keyed.emplace_back(std::vector<OrderedBy>{}, item);
    for (const auto& order : plan.order) {
      auto key = read(order, evaluation);
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
