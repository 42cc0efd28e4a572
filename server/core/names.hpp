#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace dealbell::core {

// A text of this floor, as a small number: equal texts have equal Names. Names order by first use,
// so anything that decides state or a digest compares the texts.
using Name = std::uint32_t;
constexpr Name no_name = 0;

// Grows with the distinct keys events carry and never shrinks: the ledger holds the same texts.
class Names {
 public:
  Names() { texts_.emplace_back(); }
  Names(const Names&) = delete;  // the index points into the texts
  Names& operator=(const Names&) = delete;
  Names(Names&&) = default;
  Names& operator=(Names&&) = default;

  Name intern(std::string_view text) {
    if (text.empty()) return no_name;
    if (const auto known = index_.find(text); known != index_.end()) return known->second;
    texts_.emplace_back(text);
    const auto name = static_cast<Name>(texts_.size() - 1);
    index_.emplace(texts_.back(), name);
    return name;
  }
  // no_name when nobody has used the text.
  Name find(std::string_view text) const {
    const auto known = index_.find(text);
    return known == index_.end() ? no_name : known->second;
  }
  const std::string& text(Name name) const { return texts_[name]; }

 private:
  std::deque<std::string> texts_;  // a deque: texts never move
  std::unordered_map<std::string_view, Name> index_;
};

}  // namespace dealbell::core
