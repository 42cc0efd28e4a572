#pragma once

#include <cstdint>

#include "core/values/names.hpp"

namespace dealbell::core {

// A reason why a deal or an activity is not counted in full: a key that the org document does not
// map, a fact that no event has given yet, or another source's authority.
struct Gap {
  enum Kind : std::uint8_t {
    person,
    stage,
    pipeline,
    currency,  // no exchange rate on the day that counts
    other_authority,
    no_activity_status,  // of an activity; all others are of deals
    no_status,
    no_amount,
    no_currency,
    no_owner,
    no_win,  // of a refund
    no_refund_amount,
  };
  Kind kind = person;
  Name key = no_name;     // raw key, e-mail addresses in lower case; no_name for a missing fact
  Name within = no_name;  // of a stage: its pipeline
  Name held_back_currency = no_name;
  std::int64_t held_back_e4 = 0;  // the amount affected
  friend bool operator==(const Gap&, const Gap&) = default;
};
constexpr std::size_t gap_kinds = Gap::no_refund_amount + 1;

// Whether the gap is a missing fact, which makes the deal incomplete.
constexpr bool is_missing_fact(Gap::Kind kind) { return kind >= Gap::no_status; }

}  // namespace dealbell::core
