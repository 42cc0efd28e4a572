#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "core/floor.hpp"

namespace dealbell::core {

// The deals behind won_amount, newest first: wins and what was given back of them. The sum of
// `amount` over all pages is the figure itself.
struct DealLine {
  std::string deal, source, title, customer, person, name, currency;
  std::string kind;           // "won" or "refund"
  std::optional<Sum> amount;  // negative for refunds; nullopt when the deal has none
  Instant at;
};

struct DealList {
  std::string currency;  // of the total
  std::optional<Sum> total;
  std::int64_t n = 0;  // wins behind the total
  std::vector<DealLine> rows;
  std::string next;  // `after` of the next page; empty on the last
  Seq seq = 0;
};

// `limit` 1 to 1,000. `after` is an earlier page's next; Errc::bad_value when it is not.
Result<DealList> won_deals(const Floor& floor, const Range& range, std::size_t limit,
                           std::string_view after);

}  // namespace dealbell::core
