#include "core/org/rates.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "core/values/rounding.hpp"

namespace dealbell::core {
namespace {

constexpr std::int64_t one_e10 = 10'000'000'000;

Rate reduced(std::int64_t num, std::int64_t den) {
  const auto divisor = std::gcd(num, den);
  return {num / divisor, den / divisor};
}

}  // namespace

Rates::Rates(const Org& org, Names& names) : office_(names.intern(org.currency)) {
  if (office_ == no_name) return;
  const auto put = [&](const std::string& currency, Day from, const Rate& rate) {
    if (currency == org.currency) return;
    auto& dated = by_currency_[names.intern(currency)];
    if (!dated.empty() && dated.back().from == from)
      dated.back().rate = rate;
    else
      dated.push_back({from, rate});
  };
  auto sheets = org.rates;
  std::stable_sort(sheets.begin(), sheets.end(),
                   [](const RateSheet& a, const RateSheet& b) { return a.from < b.from; });
  for (const auto& sheet : sheets) {
    const auto ours = sheet.base == org.currency ? std::optional(one_e10)
                      : sheet.per_e10.contains(org.currency)
                          ? std::optional(sheet.per_e10.at(org.currency))
                          : std::nullopt;
    if (!ours) continue;  // the sheet does not have the office's currency
    put(sheet.base, sheet.from, reduced(*ours, one_e10));
    for (const auto& [currency, per] : sheet.per_e10)
      put(currency, sheet.from, reduced(*ours, per));
  }
}

std::optional<Rate> Rates::rate(Name currency, Day day) const {
  if (currency == office_ && office_ != no_name) return Rate{};
  const auto found = by_currency_.find(currency);
  if (found == by_currency_.end()) return std::nullopt;
  const auto& dated = found->second;
  const auto after = std::upper_bound(dated.begin(), dated.end(), day,
                                      [](Day d, const Dated& one) { return d < one.from; });
  if (after == dated.begin()) return std::nullopt;
  return std::prev(after)->rate;
}

std::int64_t convert(std::int64_t amount_e4, const Rate& rate) {
  const auto exact = divide_half_even(Sum{amount_e4} * rate.num, rate.den);
  constexpr Sum most = std::numeric_limits<std::int64_t>::max();
  return static_cast<std::int64_t>(std::clamp(exact, -most, most));
}

std::string rate_text(const Rate& rate) {
  const auto e10 = divide_half_even(Sum{rate.num} * one_e10, rate.den);
  auto text = format_amount(e10 / one_e10 * 10'000, 0);
  auto rest = static_cast<std::int64_t>(e10 % one_e10);
  if (rest == 0) return text;
  std::string decimals(10, '0');
  for (auto place = decimals.rbegin(); place != decimals.rend(); ++place, rest /= 10)
    *place = static_cast<char>('0' + rest % 10);
  decimals.erase(decimals.find_last_not_of('0') + 1);
  return text + "." + decimals;
}

}  // namespace dealbell::core
