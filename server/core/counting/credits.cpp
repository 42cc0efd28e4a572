#include "core/counting/credits.hpp"
#include "core/values/percent.hpp"

#include <algorithm>
#include <numeric>

namespace dealbell::core {
namespace {

// The unit to which shares are rounded: the currency's minor unit, unless the amount is finer.
std::int64_t split_unit(std::int64_t amount_e4, std::string_view currency) {
  std::int64_t unit = 10'000;
  for (int i = currency_decimals(currency); i > 0; --i) unit /= 10;
  return amount_e4 % unit == 0 ? unit : 1;
}

// `total` split by percent. Shares are rounded down to `unit_e4`; the units left over go to the
// largest remainders, on a tie to the smaller index. If the percents add up to less than 100 %,
// only their sum is handed out, rounded half up.
std::vector<std::int64_t> split(std::int64_t total_e4, const std::vector<std::int32_t>& percents_e4,
                                std::int64_t unit_e4) {
  const bool negative = total_e4 < 0;
  const auto units = (negative ? -total_e4 : total_e4) / unit_e4;
  std::vector<std::int64_t> parts;
  std::vector<std::pair<std::int64_t, std::size_t>> remainders;
  Sum promised = 0;
  for (const auto percent : percents_e4) {
    const Sum exact = static_cast<Sum>(units) * percent;
    promised += exact;
    remainders.push_back({static_cast<std::int64_t>(exact % hundred_percent_e4), parts.size()});
    parts.push_back(static_cast<std::int64_t>(exact / hundred_percent_e4));
  }
  auto left = static_cast<std::int64_t>((promised + hundred_percent_e4 / 2) / hundred_percent_e4) -
              std::accumulate(parts.begin(), parts.end(), std::int64_t{0});
  std::stable_sort(remainders.begin(), remainders.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t i = 0; left > 0; ++i, --left) ++parts[remainders[i].second];
  for (auto& part : parts) part *= negative ? -unit_e4 : unit_e4;
  return parts;
}

}  // namespace

Price price(const std::optional<Amount>& amount, Name currency, Day day,
            const OrgContext& org_context) {
  if (!amount || currency == no_name) return {};
  const auto ours = org_context.directory.currency();
  if (ours == no_name || ours == currency) return {currency, amount->e4};
  const auto rate = org_context.rates.rate(currency, day);
  if (!rate) return {};
  return {ours, convert(amount->e4, *rate)};
}

std::vector<Credit> credits_of(const Deal& deal, Name owner, const Price& worth, const Extra& extra,
                               Day day, const OrgContext& org_context) {
  const auto& names = org_context.stamps.names();
  std::vector<Credit> credits;
  const auto credit = [&](Name raw_person, std::int64_t amount, std::int64_t part_of_extra,
                          std::int32_t percent_e4, Role role) {
    const auto person = org_context.directory.person(deal.source, raw_person);
    const auto team = org_context.directory.team(person, day, deal.team.value);
    credits.push_back({person, team, amount, part_of_extra, percent_e4, role});
  };
  if (!deal.credits.value) {
    credit(owner, worth.amount_e4, extra.value, hundred_percent_e4, Role::revenue);
    return credits;
  }
  auto shares = *deal.credits.value;
  // Sorted by person id, because split() gives left-over units to the smaller index on a tie.
  std::sort(shares.begin(), shares.end(), [&](const RawCredit& a, const RawCredit& b) {
    return std::pair(a.role, std::string_view(names.text(a.person))) <
           std::pair(b.role, std::string_view(names.text(b.person)));
  });
  std::vector<std::int32_t> revenue;
  for (const auto& share : shares)
    if (share.role == Role::revenue) revenue.push_back(share.percent_e4);
  const auto unit = split_unit(worth.amount_e4, names.text(worth.currency));
  const auto parts = split(worth.amount_e4, revenue, unit);
  const auto extras = split(extra.value, revenue, 1);
  auto left = worth.amount_e4, left_extra = extra.value;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    credit(shares[i].person, parts[i], extra.shared ? extras[i] : extra.value, revenue[i],
           Role::revenue);
    left -= parts[i];
    if (extra.shared) left_extra -= extras[i];
  }
  const auto given = std::accumulate(revenue.begin(), revenue.end(), 0);
  if (given < hundred_percent_e4)
    credits.push_back(
        {no_name, no_name, left, left_extra, hundred_percent_e4 - given, Role::revenue});
  for (std::size_t i = parts.size(); i < shares.size(); ++i)
    credit(shares[i].person, split(worth.amount_e4, {shares[i].percent_e4}, unit)[0],
           extra.shared ? split(extra.value, {shares[i].percent_e4}, 1)[0] : extra.value,
           shares[i].percent_e4, Role::overlay);
  return credits;
}

}  // namespace dealbell::core
