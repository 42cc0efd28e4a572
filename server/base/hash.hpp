#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace dealbell {

// XXH3, 64 bits. Fast, not cryptographic: for tables and digests of our own data.
std::uint64_t hash64(std::string_view bytes, std::uint64_t seed = 0);

// XXH3, 128 bits, as 32 hex digits: the digest that `dealbell verify` prints.
std::string hash128_hex(std::string_view bytes);

// The same digest of bytes that arrive in pieces.
class StreamHash {
 public:
  StreamHash();
  void add(std::string_view bytes);
  std::string hex() const;

 private:
  struct State;
  struct Free {
    void operator()(State* state) const;
  };
  std::unique_ptr<State, Free> state_;
};

}  // namespace dealbell
