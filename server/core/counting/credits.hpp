#pragma once

#include <vector>

#include "core/counting/contribution.hpp"

namespace dealbell::core {

// An amount in the currency in which it is counted.
struct Price {
  Name currency = no_name;  // no_name: there is no amount, or no exchange rate
  std::int64_t amount_e4 = 0;
};

// Converts to the office's currency at the rate of the day. Unconverted while no office currency is
// set.
Price price(const std::optional<Amount>& amount, Name currency, Day day,
            const OrgContext& org_context);

// A contribution's extra value, and whether it is split like the amount (money) or given to
// everybody in full.
struct Extra {
  std::int64_t value = 0;
  bool shared = false;
};

// The credits of a deal worth `worth`: its explicit credits, else all of it to `owner` (a raw key).
// Teams are those of the memberships on `day`.
std::vector<Credit> credits_of(const Deal& deal, Name owner, const Price& worth, const Extra& extra,
                               Day day, const OrgContext& org_context);

}  // namespace dealbell::core
