#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

#include "base/hash.hpp"
#include "core/values/hash_index.hpp"

namespace dealbell::core {

// A text of this floor, as a small number: equal texts have equal Names. Names order by first use,
// so anything that decides state or a digest compares the texts.
using Name = std::uint32_t;
constexpr Name no_name = 0;

// Grows with the distinct keys events carry and never shrinks: the ledger holds the same texts.
class Names {
 public:
  Names() { texts_.emplace_back(); }
  Names(const Names&) = delete;  // others refer to it
  Names& operator=(const Names&) = delete;

  Name intern(std::string_view text) {
    if (text.empty()) return no_name;
    const auto hash = hash64(text);
    if (const auto known = find(text, hash); known != no_name) return known;
    texts_.emplace_back(text);
    const auto name = static_cast<Name>(texts_.size() - 1);
    index_.insert(hash, name);
    return name;
  }
  // no_name when nobody has used the text.
  Name find(std::string_view text) const { return find(text, hash64(text)); }
  const std::string& text(Name name) const { return texts_[name]; }

 private:
  Name find(std::string_view text, std::uint64_t hash) const {
    const auto known = index_.find(hash, [&](Name name) { return texts_[name] == text; });
    return known == HashIndex::none ? no_name : known;
  }

  std::deque<std::string> texts_;  // a deque: texts never move
  HashIndex index_;
};

}  // namespace dealbell::core
