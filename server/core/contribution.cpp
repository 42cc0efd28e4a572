#include "core/contribution.hpp"

#include <algorithm>
#include <numeric>

namespace dealbell::core {
namespace {

constexpr std::int32_t whole_e4 = 1'000'000;  // 100 %

struct Price {
  Name currency = no_name;
  std::int64_t amount_e4 = 0;
};

Price price(const std::optional<Amount>& amount, Name currency) {
  if (!amount || currency == no_name) return {};
  return {currency, amount->e4};
}

// The smallest step a share is rounded to: the currency's minor unit, unless the amount itself is
// finer.
std::int64_t split_unit(std::int64_t amount_e4, std::string_view currency) {
  std::int64_t unit = 10'000;
  for (int i = currency_decimals(currency); i > 0; --i) unit /= 10;
  return amount_e4 % unit == 0 ? unit : 1;
}

std::vector<Credit> credits_of(const Deal& deal, const Price& worth, Day day,
                               const Reading& reading, const Names& names) {
  std::vector<Credit> credits;
  const auto credit = [&](Name raw_person, std::int64_t amount, Role role) {
    const auto person = reading.directory.person(deal.source, raw_person);
    const auto team = reading.directory.team(person, day, deal.team.value);
    credits.push_back({person, team, amount, role});
  };
  if (!deal.credits.value) {
    credit(credited_owner(deal, reading.stamps), worth.amount_e4, Role::revenue);
    return credits;
  }
  auto shares = *deal.credits.value;
  // Left-over units go by largest remainder, then person id: so the order must be by id.
  std::sort(shares.begin(), shares.end(), [&](const RawCredit& a, const RawCredit& b) {
    return std::pair(a.role, std::string_view(names.text(a.person))) <
           std::pair(b.role, std::string_view(names.text(b.person)));
  });
  std::vector<std::int32_t> revenue;
  for (const auto& share : shares)
    if (share.role == Role::revenue) revenue.push_back(share.percent_e4);
  const auto unit = split_unit(worth.amount_e4, names.text(worth.currency));
  const auto parts = split(worth.amount_e4, revenue, unit);
  auto left = worth.amount_e4;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    credit(shares[i].person, parts[i], Role::revenue);
    left -= parts[i];
  }
  if (std::accumulate(revenue.begin(), revenue.end(), 0) < whole_e4)
    credits.push_back({no_name, no_name, left, Role::revenue});
  for (std::size_t i = parts.size(); i < shares.size(); ++i)
    credit(shares[i].person, split(worth.amount_e4, {shares[i].percent_e4}, unit)[0],
           Role::overlay);
  return credits;
}

std::array<Name, dimension_count> dimensions_of(const Deal& deal, const Directory& directory) {
  std::array<Name, dimension_count> d{};
  const auto set = [&](Dimension which, Name value) { d[static_cast<std::size_t>(which)] = value; };
  set(Dimension::pipeline, deal.pipeline.value);
  set(Dimension::product, directory.product(deal.source, deal.product.value));
  set(Dimension::region, deal.region.value);
  set(Dimension::lead_source, deal.lead_source.value);
  set(Dimension::customer, deal.customer.value);
  set(Dimension::kind, deal.kind.value);
  set(Dimension::stage, deal.stage.current() ? *deal.stage.current() : no_name);
  return d;
}

}  // namespace

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
    remainders.push_back({static_cast<std::int64_t>(exact % whole_e4), parts.size()});
    parts.push_back(static_cast<std::int64_t>(exact / whole_e4));
  }
  // Shares of 100 % hand out every unit; shares of less hand out their sum, rounded half up.
  auto left = static_cast<std::int64_t>((promised + whole_e4 / 2) / whole_e4) -
              std::accumulate(parts.begin(), parts.end(), std::int64_t{0});
  std::stable_sort(remainders.begin(), remainders.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t i = 0; left > 0; ++i, --left) ++parts[remainders[i].second];
  for (auto& part : parts) part *= negative ? -unit_e4 : unit_e4;
  return parts;
}

std::vector<Contribution> contributions(const Deal& deal, const Reading& reading) {
  std::vector<Contribution> result;
  const auto run = current_run(deal);
  const auto& names = reading.stamps.names();
  const auto add = [&](Base base, Day day, const Price& worth) {
    auto& c = result.emplace_back();
    c.base = base;
    c.day = day;
    c.currency = worth.currency;
    c.amount_e4 = worth.amount_e4;
    c.dimensions = dimensions_of(deal, reading.directory);
    // An open deal's credit follows its owner today: membership has no day yet, so the last one
    // counts.
    const auto membership_day = day == undated ? Day::max() - std::chrono::days{1} : day;
    c.credits = credits_of(deal, worth, membership_day, reading, names);
  };
  const auto worth =
      price(deal.amount.current() ? *deal.amount.current() : std::nullopt, deal.currency.value);
  switch (run.status) {
    case DealStatus::open:
      add(Base::open, deal.close_date.value.value_or(undated), worth);
      break;
    case DealStatus::won:
    case DealStatus::lost: {
      const auto day = reading.calendar.day_of(closed_time(deal, reading.stamps));
      add(run.status == DealStatus::won ? Base::won : Base::lost, day, worth);
      break;
    }
    case DealStatus::unknown:
    case DealStatus::deleted:
      break;
  }
  if (run.status != DealStatus::won) return result;  // money that is not in cannot be given back
  for (const auto* refund : deal.refunds) {
    if (refund->deleted.value || !refund->date.value) continue;
    const auto currency = refund->currency.value ? refund->currency.value : deal.currency.value;
    add(Base::refunded, *refund->date.value, price(refund->amount.value, currency));
  }
  return result;
}

std::optional<Contribution> contribution(const Activity& activity, const Reading& reading) {
  if (activity.status.value != ActivityStatus::done || activity.status.stamp == no_stamp)
    return std::nullopt;
  Contribution c;
  c.base = Base::activity;
  const auto when = activity.at.value.value_or(reading.stamps[activity.status.stamp].time);
  c.day = reading.calendar.day_of(when);
  c.dimensions[static_cast<std::size_t>(Dimension::kind)] = activity.kind.value;
  const auto person = reading.directory.person(activity.source, activity.person.value);
  c.credits.push_back(
      {person, reading.directory.team(person, c.day, activity.team.value), 0, Role::revenue});
  return c;
}

}  // namespace dealbell::core
