#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace dealbell::core {

// hash → number, for entities that live elsewhere: whoever asks compares the entity itself. Eight
// bytes a slot and one cache line a look-up, where a map of nodes takes five times the memory and
// several lines: with a million deals that is most of what an event costs. Nothing is ever removed.
class HashIndex {
 public:
  static constexpr std::uint32_t none = ~0u;

  // The number put in under the hash for which same(number) holds, else none.
  template <class Same>
  std::uint32_t find(std::uint64_t hash, Same same) const {
    if (slots_.empty()) return none;
    const auto tag = tag_of(hash);
    for (auto at = tag & mask();; at = (at + 1) & mask()) {
      const auto& slot = slots_[at];
      if (slot.number == none || (slot.tag == tag && same(slot.number))) return slot.number;
    }
  }

  // Brings the place of a look-up that comes soon into the cache.
  void prefetch(std::uint64_t hash) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[tag_of(hash) & mask()]);
  }

  // What is put in must not be there yet, and is never `none`.
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

  std::vector<Slot> slots_;  // a power of two of them, at most half full
  std::size_t used_ = 0;
};

}  // namespace dealbell::core
