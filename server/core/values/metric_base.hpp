#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/time.hpp"

namespace dealbell::core {

// The kinds of things that are counted; all measures are made of these. The numbers after the last
// one are the office's own measures, one base for each that is a sum or a count.
//
// The comment says on which day an entry is counted, and what its extra value and count are.
enum class Base : std::uint8_t {
  won,       // day of the win; extra: sales cycle in ms, if it is known
  lost,      // day of the loss; extra: as for won
  open,      // expected close; extra: weighted amount, if there is a probability
  created,   // day of creation; extra_n: won since
  refunded,  // day of the refund
  reopened,  // day a win was reopened
  aging,     // open deals, on the day they become stuck; extra: entry into the stage, ms since 1970
  activity,  // day it was done; extra: duration in seconds, if it is known
  entered,   // a stage, on the day it was first reached; extra_n: has gone further since. Not in
             // the cube
};
constexpr std::size_t base_count = 9;
constexpr Base own_base(std::size_t i) { return static_cast<Base>(base_count + i); }
constexpr bool is_own(Base base) { return static_cast<std::size_t>(base) >= base_count; }

// What results can be grouped and filtered by, besides time and person.
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

// The day of open deals without an expected close, and of those that never become stuck: part of
// totals, but of no period.
constexpr Day undated = Day::min();

// Whether the cube has sums of the base by this dimension; if not, questions are answered by
// scanning the period. Each dimension costs two cells per event, so a base has only those that
// people ask for. The office's own measures have the same dimensions as wins.
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
