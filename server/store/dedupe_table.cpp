#include "store/dedupe_table.hpp"

#include <algorithm>
#include <utility>

#include "base/check.hpp"

namespace dealbell::store {

void DedupeTable::insert(std::uint64_t hash, Seq seq) {
  DEALBELL_CHECK(seq != 0 && seq >> 48 == 0);
  auto& shard = shards_[hash >> 48];
  // At most three quarters full: beyond that, lookups of absent ids get slow.
  if ((shard.used + 1) * 4ull > shard.capacity * 3ull) shard.grow();
  shard.put({static_cast<std::uint32_t>(hash), static_cast<std::uint16_t>(hash >> 32),
             static_cast<std::uint16_t>(seq >> 32), static_cast<std::uint32_t>(seq)});
  ++shard.used;
}

void DedupeTable::erase(std::uint64_t hash, Seq seq) {
  auto& shard = shards_[hash >> 48];
  if (shard.capacity == 0) return;
  for (auto at = shard.home(hash); shard.slots[at].seq() != 0; at = shard.after(at)) {
    if (shard.slots[at].seq() != seq || !shard.slots[at].holds(hash)) continue;
    shard.close_hole(at);
    --shard.used;
    return;
  }
}

void DedupeTable::Shard::put(const Slot& slot) {
  auto at = home(slot.hash_low);
  while (slots[at].seq() != 0) at = after(at);
  slots[at] = slot;
}

void DedupeTable::Shard::grow() {
  const auto old_capacity = capacity;
  const auto old_slots = std::move(slots);
  capacity = std::max(8u, capacity + capacity / 2);
  slots = std::make_unique<Slot[]>(capacity);
  for (std::uint32_t i = 0; i < old_capacity; ++i)
    if (old_slots[i].seq() != 0) put(old_slots[i]);
}

// Moves later slots of the run back, so that no lookup stops early at the hole.
void DedupeTable::Shard::close_hole(std::uint32_t hole) {
  for (auto at = after(hole); slots[at].seq() != 0; at = after(at)) {
    if (distance(home(slots[at].hash_low), at) < distance(hole, at)) continue;
    slots[hole] = slots[at];
    hole = at;
  }
  slots[hole] = Slot{};
}

}  // namespace dealbell::store
