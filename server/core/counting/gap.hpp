#pragma once

#include <cstdint>

#include "core/values/names.hpp"

namespace dealbell::core {

// What keeps a deal from being counted whole: a key that the org document should know and does not,
// a fact that no event has told yet, or another source's say.
struct Gap {
  enum Kind : std::uint8_t {
    person,
    stage,
    pipeline,
    currency,  // without a rate on the day that counts
    other_authority,
    no_status,
    no_amount,
    no_currency,
    no_owner,
  };
  Kind kind = person;
  Name key = no_name;     // raw; an e-mail address in lower case; no_name where a fact is missing
  Name within = no_name;  // a stage's pipeline
  Name held_back_currency = no_name;
  std::int64_t held_back_e4 = 0;  // what it holds back, in that currency
  friend bool operator==(const Gap&, const Gap&) = default;
};
constexpr std::size_t gap_kinds = Gap::no_owner + 1;

// Whether it is a fact of the deal that is missing: the deal is then incomplete.
constexpr bool is_missing_fact(Gap::Kind kind) { return kind >= Gap::no_status; }

}  // namespace dealbell::core
