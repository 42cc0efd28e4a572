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

// What deals wait for, by kind, source and key, kept as they change: an answer costs what it shows.
// Grows with the keys that nobody has mapped.
class MappingBacklog {
 public:
  // By source and id, whatever was heard first.
  struct ById {
    const Facts* facts;
    bool operator()(Ref a, Ref b) const;
  };
  struct Item {
    Gap::Kind kind;
    Name source, key, within;
    std::size_t n = 0;                              // deals
    std::vector<std::pair<Name, Sum>> held_back{};  // by currency; what is not zero
    std::set<Ref, ById> deals{};                    // of missing facts only
  };
  // The largest first, then by the texts of source, key and pipeline.
  struct Larger {
    const Names* names;
    bool operator()(const Item* a, const Item* b) const;
  };
  using Largest = std::set<const Item*, Larger>;

  explicit MappingBacklog(const Facts& facts);
  MappingBacklog(const MappingBacklog&) = delete;  // the order refers to the entries
  MappingBacklog& operator=(const MappingBacklog&) = delete;

  void change(Ref deal, const std::vector<Gap>& before, const std::vector<Gap>& after);

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
  void count(Ref deal, const Gap& gap, int sign);

  const Facts& facts_;
  std::unordered_map<Key, Item, Hash> items_;
  std::array<Largest, gap_kinds> largest_;
};

}  // namespace dealbell::core
