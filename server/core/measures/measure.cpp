#include "core/measures/measure.hpp"

#include <algorithm>

#include "core/values/rounding.hpp"

namespace dealbell::core {

std::string_view name_of(Unit unit) {
  constexpr std::string_view names[] = {"money", "count", "ratio", "days", "seconds", "points"};
  return unit == Unit::target ? "money" : names[static_cast<std::size_t>(unit)];
}

const std::vector<Measure>& measures() {
  static const std::vector<Measure> all = [] {
    std::vector<Measure> list;
    for (auto family :
         {deal_measures, rate_measures, cycle_measures, pace_measures, forecast_measures,
          stage_measures, activity_measures, kind_measures, share_measures, correction_measures})
      for (auto& measure : family()) list.push_back(std::move(measure));
    return list;
  }();
  return all;
}

const Measure* find_measure(std::string_view name) {
  const auto& all = measures();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Measure& m) { return m.name == name; });
  return found == all.end() ? nullptr : &*found;
}

bool comparable(const Measure& measure) {
  if (measure.about != Measure::About::flow || measure.unit == Unit::target) return false;
  return std::none_of(measure.parts.begin(), measure.parts.end(), [](const Part& part) {
    return part.base == Base::open || part.base == Base::aging;
  });
}

Figure money_of(const Totals& totals) {
  Figure figure{{}, totals.all.n, totals.all.n - totals.priced.n};
  const bool nothing_priced = totals.all.n > 0 && totals.priced.n == 0;
  if (totals.mixed) {
    figure.unpriced = totals.all.n;
    figure.why = "mixed";
  } else if (nothing_priced) {
    figure.why = "unpriced";
  } else {
    figure.value = totals.priced.amount_e4;
  }
  return figure;
}

Figure net_won(const Totals& won, const Totals& refunded) {
  auto figure = money_of(won);
  if (refunded.mixed) figure.value = std::monostate{};
  if (auto* sum = std::get_if<Sum>(&figure.value)) *sum -= refunded.priced.amount_e4;
  return figure;
}

Figure count_of(std::int64_t n) { return {Sum{n}, n}; }

Figure ratio_of(Sum numerator, Sum denominator, std::int64_t n) {
  if (denominator <= 0) return {{}, n, 0, "nothing"};
  return {static_cast<double>(numerator) / static_cast<double>(denominator), n};
}

std::optional<Sum> median_of(const std::vector<std::int64_t>& ascending) {
  if (ascending.empty()) return std::nullopt;
  const auto middle = ascending.size() / 2;
  if (ascending.size() % 2 == 1) return ascending[middle];
  return divide_half_even(Sum{ascending[middle - 1]} + ascending[middle], 2);
}

bool nothing_dated(const Inputs& in) {
  if (!in.range.bounded() || in.totals(Base::open).all.n > 0) return false;
  return in.totals(Base::open, Range::everything()).all.n > 0 &&
         in.totals(Base::open, dated()).all.n == 0;
}

Figure evaluate(const Measure& measure, const Inputs& in) {
  if (measure.about == Measure::About::open && nothing_dated(in))
    return {{}, 0, 0, "no_close_date"};
  return measure.evaluate(in);
}

Range trailing_year(const Range& range, Day today) {
  const auto to = std::min(range.to, today + std::chrono::days{1});
  using namespace std::chrono;
  const year_month_day end{to};
  auto from = end - years{1};
  if (!from.ok()) from = from.year() / from.month() / last;
  return {sys_days{from}, to};
}

}  // namespace dealbell::core
