#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "store/ledger.hpp"

namespace dealbell::store {

// 64-bit hash → seq, for every id of the log: 12 bytes each, some 24 with the spare slots; 10
// million take 240 MB. Two ids may share a hash; then both are in the table, and the caller
// compares the rows to distinguish them.
//
// 65,536 small open-addressing tables: sixteen bits of the hash choose the table, a slot stores the
// other 48 and 48 bits of seq. Small tables grow one at a time, in microseconds; one large table
// would stall a commit for a second and need three times its size while it grows.
class DedupeTable {
 public:
  DedupeTable() : shards_(shard_count) {}

  // Calls visit(seq) for every seq stored under the hash until it returns false.
  template <class Visit>
  void visit(std::uint64_t hash, Visit&& visit) const {
    const auto& shard = shard_of(hash);
    if (shard.capacity == 0) return;
    for (auto at = shard.home(hash); shard.slots[at].seq() != 0; at = shard.after(at))
      if (shard.slots[at].holds(hash) && !visit(shard.slots[at].seq())) return;
  }

  // seq is from 1 to 2^48 - 1.
  void insert(std::uint64_t hash, Seq seq);
  void erase(std::uint64_t hash, Seq seq);  // does nothing when it is absent

 private:
  static constexpr std::size_t shard_count = 1 << 16;

  struct Slot {
    std::uint32_t hash_low = 0;
    std::uint16_t hash_middle = 0;
    std::uint16_t seq_high = 0;
    std::uint32_t seq_low = 0;

    Seq seq() const { return Seq{seq_high} << 32 | seq_low; }  // 0: empty
    bool holds(std::uint64_t hash) const {
      return hash_low == static_cast<std::uint32_t>(hash) &&
             hash_middle == static_cast<std::uint16_t>(hash >> 32);
    }
  };
  static_assert(sizeof(Slot) == 12);

  struct Shard {
    std::unique_ptr<Slot[]> slots;
    std::uint32_t capacity = 0;
    std::uint32_t used = 0;

    std::uint32_t home(std::uint64_t hash) const {
      return static_cast<std::uint32_t>((hash & 0xffff'ffff) * capacity >> 32);
    }
    std::uint32_t after(std::uint32_t at) const { return at + 1 == capacity ? 0 : at + 1; }
    std::uint32_t distance(std::uint32_t from, std::uint32_t to) const {
      return to >= from ? to - from : to + capacity - from;
    }
    void put(const Slot& slot);
    void grow();
    void close_hole(std::uint32_t hole);
  };

  const Shard& shard_of(std::uint64_t hash) const { return shards_[hash >> 48]; }

  std::vector<Shard> shards_;
};

}  // namespace dealbell::store
