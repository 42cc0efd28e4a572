#include "base/hash.hpp"

#include <fmt/core.h>
#include <xxhash.h>

#include <new>

namespace dealbell {
namespace {

std::string hex_of(XXH128_hash_t h) { return fmt::format("{:016x}{:016x}", h.high64, h.low64); }

}  // namespace

std::uint64_t hash64(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

std::string hash128_hex(std::string_view bytes) {
  return hex_of(XXH3_128bits(bytes.data(), bytes.size()));
}

struct StreamHash::State {
  XXH3_state_t* xxh = XXH3_createState();  // aligned by the library
  ~State() { XXH3_freeState(xxh); }
};

void StreamHash::Free::operator()(State* state) const { delete state; }

StreamHash::StreamHash() : state_(new State) {
  if (!state_->xxh) throw std::bad_alloc();
  XXH3_128bits_reset(state_->xxh);
}

void StreamHash::add(std::string_view bytes) {
  XXH3_128bits_update(state_->xxh, bytes.data(), bytes.size());
}

std::string StreamHash::hex() const { return hex_of(XXH3_128bits_digest(state_->xxh)); }

}  // namespace dealbell
