#include "support/store/unsynced_file.hpp"

#include <algorithm>

namespace dealbell::test {
namespace {

constexpr std::size_t sector = 512;

void overwrite(std::string& file, std::size_t offset, std::string_view bytes) {
  if (file.size() < offset + bytes.size()) file.resize(offset + bytes.size());
  std::copy(bytes.begin(), bytes.end(), file.begin() + static_cast<std::ptrdiff_t>(offset));
}

}  // namespace

void UnsyncedFile::write(std::size_t offset, std::string_view bytes) {
  pending_.push_back({offset, std::string(bytes)});
}

void UnsyncedFile::truncate(std::size_t size) { pending_.push_back({size, std::nullopt}); }

void UnsyncedFile::sync() {
  for (const auto& change : pending_) apply(change);
  pending_.clear();
}

const std::string& UnsyncedFile::lose_power(double keep, std::mt19937_64& random) {
  for (const auto& change : pending_) apply_by_chance(change, keep, random);
  pending_.clear();
  return durable_;
}

void UnsyncedFile::apply(const Change& change) {
  if (change.bytes)
    overwrite(durable_, change.offset, *change.bytes);
  else
    durable_.resize(change.offset);
}

void UnsyncedFile::apply_by_chance(const Change& change, double keep, std::mt19937_64& random) {
  std::bernoulli_distribution kept(keep);
  if (!change.bytes) {
    if (kept(random)) apply(change);
    return;
  }
  std::string_view rest = *change.bytes;
  for (auto offset = change.offset; !rest.empty();) {
    const auto piece = rest.substr(0, sector - offset % sector);
    if (kept(random)) overwrite(durable_, offset, piece);
    offset += piece.size();
    rest.remove_prefix(piece.size());
  }
}

}  // namespace dealbell::test
