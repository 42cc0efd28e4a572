#include "core/boards/wall/wall_context.hpp"

#include <algorithm>
#include <cmath>

#include "core/org/short_names.hpp"
#include "core/queries/elapsed.hpp"
#include "core/state/scan.hpp"

namespace dealbell::core {
namespace {

using namespace std::chrono;

constexpr minutes pace_step{15};

Sum last_period_by(const WallContext& context, Instant until) {
  const auto day = context.sales.calendar().day_of(until);
  auto sum = context.money({}, {context.last.from, std::min(day, context.last.to)}).value_or(0);
  if (day >= context.last.to) return sum;
  scan(context.sales, Base::won, {day, day + days{1}}, [&](SalesState::Ref, const Contribution& c) {
    if (c.currency == context.currency && c.at < until) sum += c.amount_e4;
    return true;
  });
  return sum;
}

}  // namespace

WallContext::WallContext(const SalesState& the_sales, Instant the_now)
    : sales(the_sales), now(the_now), pace(std::chrono::floor<minutes>(the_now)) {
  const auto& calendar = sales.calendar();
  const auto since_midnight = pace - calendar.start_of(calendar.day_of(now));
  pace -= since_midnight % pace_step;
  today = calendar.day_of(now);
  period = calendar.period_of(PeriodKind::month, today);
  last = calendar.previous(period);
  currency = sales.currency();
  working_days = calendar.working_days(period.from, period.to);
  days_done = calendar.working_days(period.from, today);
  progress = days_done;
  if (calendar.is_working_day(today))
    progress += duration<double>(pace - calendar.start_of(today)) / duration<double>(days{1});
  progress = std::min(std::round(progress * 100) / 100, double(working_days));
  opening = progress < working_days / 10.0;
}

std::optional<Sum> WallContext::money(const Slice& slice, const Range& in) const {
  if (currency == no_name) return std::nullopt;
  const auto& cube = sales.cube();
  const auto won = cube.sum(Base::won, currency, slice, in);
  if (won.n == 0 && count(Base::won, slice, in) > 0) return std::nullopt;  // none is priced
  return won.amount_e4 - cube.sum(Base::refunded, currency, slice, in).amount_e4;
}

std::int64_t WallContext::count(Base base, const Slice& slice, const Range& in) const {
  std::int64_t n = 0;
  for (const auto c : sales.cube().currencies()) n += sales.cube().sum(base, c, slice, in).n;
  return n;
}

std::string WallContext::text(Sum e4) const {
  return format_amount(e4, currency_decimals(sales.names().text(currency)));
}

Value WallContext::value(const std::optional<Sum>& e4) const {
  if (!e4) return std::monostate{};
  return text(*e4);
}

Value WallContext::shown_time(const OfficeTime& time) {
  if (time.day_only) return std::monostate{};
  return to_ms(time.at);
}

const std::string& WallContext::short_name(Name person) const {
  static const std::string none;
  if (!short_names_) short_names_ = short_names(sales.directory(), sales.cube().people());
  const auto found = short_names_->find(person);
  return found == short_names_->end() ? none : found->second;
}

std::optional<Sum> target_of(const WallContext& context) {
  const auto quota = context.sales.quotas().quota_for("won_amount", {}, context.range());
  if (!quota || quota->e4 <= 0) return std::nullopt;
  return quota->e4;
}

Basis basis_of(const WallContext& context) {
  if (context.opening || context.currency == no_name) return {};
  if (context.count(Base::won, {}, context.last_range()) > 0)
    return {Basis::previous,
            last_period_by(context, same_point(context.sales.calendar(), context.range(),
                                               context.last_range(), context.pace)),
            context.sales.calendar().label(context.last)};
  if (const auto target = target_of(context)) {
    const auto share = static_cast<Sum>(context.progress * 100);
    return {Basis::target, *target * share / (Sum{100} * context.working_days), "plan"};
  }
  return {};
}

std::vector<Standing> standings(const WallContext& context, const Range& range) {
  std::vector<Standing> list;
  for (const auto person : context.sales.cube().people()) {
    if (!context.sales.directory().known(person)) continue;
    const auto money = context.money({person, {}}, range);
    const auto n = context.count(Base::won, {person, {}}, range);
    if (n > 0 || money.value_or(0) != 0) list.push_back({person, money.value_or(0), n});
  }
  const auto& directory = context.sales.directory();
  const auto& names = context.sales.names();
  std::sort(list.begin(), list.end(), [&](const Standing& a, const Standing& b) {
    if (a.value != b.value) return a.value > b.value;
    const auto x = directory.person_name(a.person), y = directory.person_name(b.person);
    return x != y ? x < y : names.text(a.person) < names.text(b.person);
  });
  for (std::size_t i = 0; i < list.size(); ++i) {
    list[i].pos = static_cast<int>(i) + 1;
    const bool tied = i > 0 && list[i].value == list[i - 1].value;
    list[i].rank = tied ? list[i - 1].rank : list[i].pos;
  }
  return list;
}

int rank_with(const std::vector<Standing>& standings, Name person, Sum value) {
  return 1 + static_cast<int>(
                 std::count_if(standings.begin(), standings.end(), [&](const Standing& other) {
                   return other.person != person && other.value > value;
                 }));
}

std::string row_key(const WallContext& context, SalesState::Ref ref) {
  const auto& deal = context.sales.deal(ref);
  return context.sales.names().text(deal.source) + ":" + context.sales.names().text(deal.id);
}

std::optional<WonDeal> won_deal(const WallContext& context, SalesState::Ref ref) {
  const auto parts = context.sales.contributions_of(Base::won, ref);
  if (parts.empty()) return std::nullopt;
  const auto& c = parts.front();
  const auto& deal = context.sales.deal(ref);
  const Statuses statuses(deal, context.sales.pipelines(), context.sales.stamps());
  WonDeal won{ref,
              no_name,
              {},
              closed_time(deal, statuses, context.sales.stamps(), context.sales.calendar())};
  if (c.currency != no_name && c.currency == context.currency) won.amount = c.amount_e4;
  const auto largest =
      std::max_element(c.credits.begin(), c.credits.end(), [](const Credit& a, const Credit& b) {
        return std::pair(a.role == Role::revenue, a.amount_e4) <
               std::pair(b.role == Role::revenue, b.amount_e4);
      });
  if (largest != c.credits.end()) won.person = largest->person;
  return won;
}

}  // namespace dealbell::core
