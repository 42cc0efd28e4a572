#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

#include "base/hash.hpp"
#include "core/values/hash_index.hpp"

namespace dealbell::core {

// An interned text: equal texts have equal numbers. Numbers follow the order of first use, so
// anything that affects state or the digest must compare the texts instead.
using Name = std::uint32_t;
constexpr Name no_name = 0;

// The table of interned texts. It grows with the distinct keys in events and never shrinks.
class Names {
 public:
  Names() { texts_.emplace_back(); }
  Names(const Names&) = delete;  // other objects hold references to it
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
  // no_name if the text was never interned.
  Name find(std::string_view text) const { return find(text, hash64(text)); }
  const std::string& text(Name name) const { return texts_[name]; }

 private:
  Name find(std::string_view text, std::uint64_t hash) const {
    const auto known = index_.find(hash, [&](Name name) { return texts_[name] == text; });
    return known == HashIndex::none ? no_name : known;
  }

  std::deque<std::string> texts_;  // a deque, so that references to texts stay valid
  HashIndex index_;
};

}  // namespace dealbell::core
