#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace dealbell::core {

// Maps a hash to the number of an entity stored elsewhere; the caller compares the entity itself. A
// slot takes eight bytes and a look-up one cache line. A node-based map takes five times the memory
// and several cache lines: with a million deals that is most of the cost of an event. Entries
// cannot be removed.
class HashIndex {
 public:
  static constexpr std::uint32_t none = ~0u;

  // The number inserted under this hash for which same(number) is true, else none.
  template <class Same>
  std::uint32_t find(std::uint64_t hash, Same same) const {
    if (slots_.empty()) return none;
    const auto tag = tag_of(hash);
    for (auto at = tag & mask();; at = (at + 1) & mask()) {
      const auto& slot = slots_[at];
      if (slot.number == none || (slot.tag == tag && same(slot.number))) return slot.number;
    }
  }

  // Loads the slot of an upcoming look-up into the cache.
  void prefetch(std::uint64_t hash) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[tag_of(hash) & mask()]);
  }

  // The pair must not be in the index yet; the number is never `none`.
  void insert(std::uint64_t hash, std::uint32_t number) {
    if (2 * (used_ + 1) > slots_.size()) grow();
    put({tag_of(hash), number});
    ++used_;
  }

 private:
  struct Slot {
    std::uint32_t tag = 0;
    std::uint32_t number = none;
  };
  static std::uint32_t tag_of(std::uint64_t hash) {
    return static_cast<std::uint32_t>(hash ^ (hash >> 32));
  }
  std::size_t mask() const { return slots_.size() - 1; }

  void put(const Slot& slot) {
    auto at = slot.tag & mask();
    while (slots_[at].number != none) at = (at + 1) & mask();
    slots_[at] = slot;
  }
  void grow() {
    const auto old =
        std::exchange(slots_, std::vector<Slot>(std::max<std::size_t>(16, slots_.size() * 2)));
    for (const auto& slot : old)
      if (slot.number != none) put(slot);
  }

  std::vector<Slot> slots_;  // the size is a power of two; at most half full
  std::size_t used_ = 0;
};

}  // namespace dealbell::core
