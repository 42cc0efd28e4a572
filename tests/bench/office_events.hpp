#pragma once

#include <cstdint>
#include <string>

#include "base/time.hpp"

namespace dealbell::bench {

// Who sells: their ids are p0, p1, …, with five products and eight teams among them.
struct Cast {
  std::uint64_t people = 50;
};

// Event number n of an office's life, as native JSON on one line without its end: five events make
// a deal's life (opened, called, priced anew, handed on, closed), one deal in three is won. The
// same n is the same event but for `at`; `prefix` keeps the ids of two lives apart.
std::string life_event(std::uint64_t n, std::string_view prefix, Instant at, const Cast& cast);

// The opening of deal number n alone: n of them make n deals.
std::string opening(std::uint64_t n, std::string_view prefix, Instant at, const Cast& cast);

// Deal number n, which comes won: it changes the wall at once.
std::string win(std::uint64_t n, std::string_view prefix, Instant at, const Cast& cast);

// Event number n tells deal number `about` as won, at an amount of its own.
std::string win_of(std::uint64_t n, std::uint64_t about, std::string_view prefix, Instant at,
                   const Cast& cast);

}  // namespace dealbell::bench
