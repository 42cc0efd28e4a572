#pragma once

#include <array>
#include <cstddef>
#include <set>
#include <unordered_map>
#include <vector>

#include "core/counting/gap.hpp"
#include "core/facts/facts.hpp"
#include "core/values/amount.hpp"

namespace dealbell::core {

// Counts the gaps of deals and activities by kind, source and key, updated with every change, so
// that the cost of a query depends only on what it returns. Grows with the number of unmapped keys.
class MappingBacklog {
 public:
  // Order by source and id, independent of the order of arrival.
  struct ById {
    const Facts* facts;
    bool operator()(Ref a, Ref b) const;
  };
  struct Item {
    Gap::Kind kind;
    Name source, key, within;
    std::size_t n = 0;                              // deals, or activities
    std::vector<std::pair<Name, Sum>> held_back{};  // amounts by currency, without zeros
    std::set<Ref, ById> deals{};                    // only for missing facts
  };
  // Order by number of deals, largest first, then by source, key and pipeline.
  struct Larger {
    const Names* names;
    bool operator()(const Item* a, const Item* b) const;
  };
  using Largest = std::set<const Item*, Larger>;

  explicit MappingBacklog(const Facts& facts);
  MappingBacklog(const MappingBacklog&) = delete;  // largest_ refers to items_
  MappingBacklog& operator=(const MappingBacklog&) = delete;

  void change(Name source, Ref deal, const std::vector<Gap>& before, const std::vector<Gap>& after);

  const Largest& of(Gap::Kind kind) const { return largest_[kind]; }

 private:
  struct Key {
    Gap::Kind kind;
    Name source, key, within;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct Hash {
    std::size_t operator()(const Key& key) const;
  };
  void count(Name source, Ref deal, const Gap& gap, int sign);

  const Facts& facts_;
  std::unordered_map<Key, Item, Hash> items_;
  std::array<Largest, gap_kinds> largest_;
};

}  // namespace dealbell::core
