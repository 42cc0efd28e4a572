#pragma once

#include <map>
#include <set>
#include <utility>

#include "core/facts/deal.hpp"
#include "core/org/org.hpp"
#include "core/values/names.hpp"

namespace dealbell::core {

// The org document's decisions about deals of two sources that may be the same sale.
class TwinDecisions {
 public:
  struct Key {
    Name source = no_name, id = no_name;
    friend auto operator<=>(const Key&, const Key&) = default;
  };

  TwinDecisions(const Org& org, Names& names);

  // The deal that this one is a copy of; nullptr if it is not a copy.
  const Key* copy_of(const Deal& deal) const {
    if (copies_.empty()) return nullptr;
    const auto found = copies_.find({deal.source, deal.id});
    return found == copies_.end() ? nullptr : &found->second;
  }
  bool decided_different(const Deal& a, const Deal& b) const {
    return different_.contains(std::minmax(Key{a.source, a.id}, Key{b.source, b.id}));
  }
  const std::map<Key, Key>& copies() const { return copies_; }

 private:
  std::map<Key, Key> copies_;
  std::set<std::pair<Key, Key>> different_;
};

}  // namespace dealbell::core
