#pragma once

#include <cstdint>
#include <string>

#include "base/time.hpp"

namespace dealbell::bench {

// The salespeople p0, p1, …, in eight teams with five products.
struct Staff {
  std::uint64_t people = 50;
};

// Event number n of a simulated office, as native JSON on one line without a line end. Each deal
// has five events (opened, called, a new price, a new owner, closed); one deal in three is won. The
// same n gives the same event except for `at`; events with different prefixes have different ids.
std::string life_event(std::uint64_t n, std::string_view prefix, Instant at, const Staff& staff);

// The event that opens deal number n.
std::string opening(std::uint64_t n, std::string_view prefix, Instant at, const Staff& staff);

// The first event of deal number n, which is already won, so it changes the wall.
std::string win(std::uint64_t n, std::string_view prefix, Instant at, const Staff& staff);

// Event number n: deal number `about` is won. The amount depends on n.
std::string win_of(std::uint64_t n, std::uint64_t about, std::string_view prefix, Instant at,
                   const Staff& staff);

}  // namespace dealbell::bench
