#include "store/id_table.hpp"

#include <random>

#include "base/hash.hpp"

namespace dealbell::store {
namespace {

std::uint64_t random_seed() {
  std::random_device device;
  return std::uint64_t{device()} << 32 | device();
}

}  // namespace

IdHash::IdHash(const Options& options) : seed_(random_seed()), mask_(options.id_hash_mask) {}

std::uint64_t IdHash::operator()(std::string_view source, std::string_view event_id) const {
  return hash64(event_id, hash64(source, seed_)) & mask_;
}

void IdTable::insert(std::uint64_t hash, std::uint64_t row) {
  table_.insert(hash, row);
  changes_.push_back({hash, row, true});
}

void IdTable::erase(std::uint64_t hash, std::uint64_t row) {
  table_.erase(hash, row);
  changes_.push_back({hash, row, false});
}

void IdTable::keep() {
  constexpr std::size_t usual_batch = 1'000;
  changes_.clear();
  if (changes_.capacity() > 10 * usual_batch) changes_.shrink_to_fit();
}

void IdTable::undo() {
  for (auto change = changes_.rbegin(); change != changes_.rend(); ++change) {
    if (change->inserted)
      table_.erase(change->hash, change->row);
    else
      table_.insert(change->hash, change->row);
  }
  keep();
}

}  // namespace dealbell::store
