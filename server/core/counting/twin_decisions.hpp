#pragma once

#include <map>
#include <set>
#include <utility>

#include "core/facts/deal.hpp"
#include "core/org/org.hpp"
#include "core/values/names.hpp"

namespace dealbell::core {

// What the org document says of deals of two sources that may be one.
class TwinDecisions {
 public:
  struct Key {
    Name source = no_name, id = no_name;
    friend auto operator<=>(const Key&, const Key&) = default;
  };

  TwinDecisions(const Org& org, Names& names);

  // The deal that this one is a copy of; nullptr for one that counts.
  const Key* copy_of(const Deal& deal) const {
    if (copies_.empty()) return nullptr;
    const auto found = copies_.find({deal.source, deal.id});
    return found == copies_.end() ? nullptr : &found->second;
  }
  bool decided_different(const Deal& a, const Deal& b) const {
    return apart_.contains(std::minmax(Key{a.source, a.id}, Key{b.source, b.id}));
  }
  const std::map<Key, Key>& copies() const { return copies_; }

 private:
  std::map<Key, Key> copies_;
  std::set<std::pair<Key, Key>> apart_;
};

}  // namespace dealbell::core
