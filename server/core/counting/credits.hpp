#pragma once

#include <vector>

#include "core/counting/contribution.hpp"

namespace dealbell::core {

// An amount in the currency it is counted in.
struct Price {
  Name currency = no_name;  // no_name: no amount, or no rate for it
  std::int64_t amount_e4 = 0;
};

// In the office's currency at the rate of the day; while the office has none, as it is.
Price price(const std::optional<Amount>& amount, Name currency, Day day,
            const OrgContext& org_context);

// Who has what of a deal worth `worth`: explicit credits, else the owner (a raw key). The extra is
// shared like the amount where it is money, else everybody has it whole. Teams are those of the
// membership on `day`.
struct Extra {
  std::int64_t value = 0;
  bool shared = false;
};
std::vector<Credit> credits_of(const Deal& deal, Name owner, const Price& worth, const Extra& extra,
                               Day day, const OrgContext& org_context);

}  // namespace dealbell::core
