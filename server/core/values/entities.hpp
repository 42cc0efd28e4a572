#pragma once

#include <cstdint>
#include <deque>

#include "core/values/hash_index.hpp"
#include "core/values/names.hpp"

namespace dealbell::core {

// All entities of one kind, numbered in order of first mention and found by (source, id). They are
// never moved or removed, so pointers to them stay valid.
template <class T>
class Entities {
 public:
  using Ref = std::uint32_t;
  static constexpr Ref none = HashIndex::none;

  Ref find(Name source, Name id) const {
    return index_.find(hash(source, id),
                       [&](Ref ref) { return all_[ref].id == id && all_[ref].source == source; });
  }
  Ref find_or_add(Name source, Name id) {
    if (const auto known = find(source, id); known != none) return known;
    const auto ref = static_cast<Ref>(all_.size());
    auto& entity = all_.emplace_back();
    entity.source = source;
    entity.id = id;
    index_.insert(hash(source, id), ref);
    return ref;
  }

  T& operator[](Ref ref) { return all_[ref]; }
  const T& operator[](Ref ref) const { return all_[ref]; }
  std::size_t size() const { return all_.size(); }
  auto begin() const { return all_.begin(); }
  auto end() const { return all_.end(); }

 private:
  static std::uint64_t hash(Name source, Name id) {
    return (std::uint64_t{source} << 32 | id) * 0x9E3779B97F4A7C15u;
  }

  std::deque<T> all_;
  HashIndex index_;
};

}  // namespace dealbell::core
