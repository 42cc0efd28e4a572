#include "core/counting/win_fingerprint.hpp"

#include "base/hash.hpp"
#include "core/counting/office_time.hpp"
#include "core/values/fold_case.hpp"

namespace dealbell::core {

std::optional<WinFingerprint> win_fingerprint_of(const DealContext& context) {
  const auto& deal = context.deal;
  const auto* amount = deal.amount.current();
  if (!context.won() || deal.customer.value == no_name || deal.currency.value == no_name ||
      !amount || !*amount)
    return std::nullopt;
  const auto& stamps = context.org_context.stamps;
  const auto customer = trimmed(stamps.names().text(deal.customer.value));
  if (customer.empty()) return std::nullopt;
  const auto seed = static_cast<std::uint64_t>((*amount)->e4) * 0x9E3779B97F4A7C15u;
  const auto what = hash64(stamps.names().text(deal.currency.value) + ascii_lower(customer), seed);
  const auto closed = closed_time(deal, context.statuses, stamps, context.org_context.calendar);
  return WinFingerprint{what, closed.at, context.statuses.since()};
}

}  // namespace dealbell::core
