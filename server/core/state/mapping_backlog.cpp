#include "core/state/mapping_backlog.hpp"

#include <algorithm>
#include <tuple>

namespace dealbell::core {
namespace {

template <std::size_t... kinds>
std::array<MappingBacklog::Largest, gap_kinds> none_yet(const Names& names,
                                                        std::index_sequence<kinds...>) {
  return {((void)kinds, MappingBacklog::Largest(MappingBacklog::Larger{&names}))...};
}

}  // namespace

bool MappingBacklog::ById::operator()(Ref a, Ref b) const {
  const auto place = [&](Ref ref) {
    const auto& deal = facts->deals[ref];
    return std::tuple<const std::string&, const std::string&>(facts->names.text(deal.source),
                                                              facts->names.text(deal.id));
  };
  return a != b && place(a) < place(b);
}

bool MappingBacklog::Larger::operator()(const Item* a, const Item* b) const {
  if (a->n != b->n) return a->n > b->n;
  for (const auto name : {&Item::source, &Item::key, &Item::within})
    if (a->*name != b->*name) return names->text(a->*name) < names->text(b->*name);
  return false;
}

std::size_t MappingBacklog::Hash::operator()(const Key& key) const {
  auto hash = std::uint64_t{key.source} << 32 | key.key;
  hash = (hash ^ (std::uint64_t{key.within} << 8 | key.kind)) * 0x9E3779B97F4A7C15u;
  return hash ^ (hash >> 32);
}

MappingBacklog::MappingBacklog(const Facts& facts)
    : facts_(facts), largest_(none_yet(facts.names, std::make_index_sequence<gap_kinds>())) {}

void MappingBacklog::count(Name source, Ref deal, const Gap& gap, int sign) {
  const auto place =
      items_
          .try_emplace(
              {gap.kind, source, gap.key, gap.within},
              Item{
                  gap.kind, source, gap.key, gap.within, 0, {}, std::set<Ref, ById>(ById{&facts_})})
          .first;
  auto& item = place->second;
  auto& order = largest_[gap.kind];
  order.erase(&item);
  item.n += static_cast<std::size_t>(sign);
  if (gap.held_back_currency != no_name) {
    auto& sums = item.held_back;
    auto sum = std::find_if(sums.begin(), sums.end(),
                            [&](const auto& one) { return one.first == gap.held_back_currency; });
    if (sum == sums.end()) sum = sums.insert(sum, {gap.held_back_currency, 0});
    sum->second += sign * Sum{gap.held_back_e4};
    if (sum->second == 0) sums.erase(sum);
  }
  if (is_missing_fact(gap.kind)) {
    if (sign > 0)
      item.deals.insert(deal);
    else
      item.deals.erase(deal);
  }
  if (item.n > 0)
    order.insert(&item);
  else
    items_.erase(place);
}

void MappingBacklog::change(Name source, Ref deal, const std::vector<Gap>& before,
                            const std::vector<Gap>& after) {
  const auto in = [](const Gap& gap, const std::vector<Gap>& list) {
    return std::find(list.begin(), list.end(), gap) != list.end();
  };
  for (const auto& gap : before)
    if (!in(gap, after)) count(source, deal, gap, -1);
  for (const auto& gap : after)
    if (!in(gap, before)) count(source, deal, gap, +1);
}

}  // namespace dealbell::core
