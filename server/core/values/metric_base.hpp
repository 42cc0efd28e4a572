#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/time.hpp"

namespace dealbell::core {

// What is counted. Everything on a wall is made of these. After the last one come the office's own
// measures, one base for each that is a sum or a count.
enum class Base : std::uint8_t {
  won,       // on the day of the win; extra: the cycle in ms, of those that have one
  lost,      // on the day of the loss; extra: as a win's
  open,      // on the expected close; extra: weighted amount, of those with a probability
  created,   // on the day of creation; extra_n: won since
  refunded,  // on the refund's own day
  reopened,  // on the day a win was taken back
  aging,     // open, on the day it becomes stuck; extra: ms since 1970 when it entered its stage
  activity,  // on the day it was done; extra: seconds, of those with a duration
  entered,   // a stage, on the day it was first reached; extra_n: gone further since. Not in the
             // cube
};
constexpr std::size_t base_count = 9;
constexpr Base own_base(std::size_t i) { return static_cast<Base>(base_count + i); }
constexpr bool is_own(Base base) { return static_cast<std::size_t>(base) >= base_count; }

// What one can group by, besides time and person.
enum class Dimension : std::uint8_t {
  team,
  pipeline,
  product,
  region,
  lead_source,
  kind,
  stage,
  forecast,
  customer,
};
constexpr std::size_t dimension_count = 9;

// Open deals without an expected close, and those that never get stuck: in totals, in no period.
constexpr Day undated = Day::min();

// The dimensions by which the cube holds a base (own ones are held as widely as wins); others are
// answered by scanning the period. Each one costs every event two cells, so a base keeps those that
// people ask for.
constexpr bool in_cube(Base base, Dimension d) {
  switch (base) {
    case Base::entered:
      return false;
    case Base::activity:
      return d == Dimension::team || d == Dimension::kind;
    case Base::aging:
      return d == Dimension::team || d == Dimension::stage;
    case Base::created:
      return d != Dimension::customer && d != Dimension::stage && d != Dimension::forecast;
    case Base::open:
      return d != Dimension::customer;
    default:
      return d != Dimension::customer && d != Dimension::forecast;
  }
}

}  // namespace dealbell::core
