#include "core/queries/elapsed.hpp"

#include <algorithm>

#include "core/calendar/fiscal_year.hpp"

namespace dealbell::core {
namespace {

using namespace std::chrono;

bool counts(const Calendar& calendar, Day day) {
  return calendar.rules().pace == CalendarRules::Pace::calendar_days ||
         calendar.is_working_day(day);
}

std::int64_t days_in(const Calendar& calendar, Day from, Day to) {
  if (to <= from) return 0;
  return calendar.rules().pace == CalendarRules::Pace::calendar_days
             ? (to - from).count()
             : calendar.working_days(from, to);
}

// The calendar period with exactly this range; nullopt if there is none.
std::optional<Period> as_period(const Calendar& calendar, const Range& range) {
  for (const auto kind : {PeriodKind::month, PeriodKind::quarter, PeriodKind::year,
                          PeriodKind::week, PeriodKind::day}) {
    const auto period = calendar.period_of(kind, range.from);
    if (period.from == range.from && period.to == range.to) return period;
  }
  return std::nullopt;
}

bool bounded(const Range& range) { return range.from != Day::min() && range.to != Day::max(); }

std::optional<Comparison> comparison_with(const Calendar& calendar, const Range& range, Range other,
                                          std::string label, Instant now) {
  if (now < calendar.start_of(range.from)) return std::nullopt;
  if (now < calendar.start_of(range.to)) {
    const auto point = same_point(calendar, range, other, now);
    if (point < calendar.start_of(other.to)) {
      other.until = point;
      label += ", same day";
    }
  }
  return Comparison{other, std::move(label)};
}

Day year_earlier(Day day) {
  const auto before = year_month_day{day} - years{1};
  return before.ok() ? sys_days{before} : sys_days{before.year() / before.month() / last};
}

std::string days_label(const Range& range) {
  return format_day(range.from) + " to " + format_day(range.to - days{1});
}

// "November 2025", "week 48 2025", "2025"; "Q2 FY2026". Days that are no period of the calendar, as
// those compared after a year of 53 weeks, have no period's name.
std::string label_with_year(const Calendar& calendar, const Period& period) {
  const Range range{period.from, period.to};
  if (as_period(calendar, range) != period) return days_label(range);
  auto label = calendar.label(period);
  if (period.kind == PeriodKind::year) return label;
  const bool of_fiscal_year = period.kind == PeriodKind::quarter ||
                              (period.kind == PeriodKind::month && has_weeks(calendar.rules()));
  return label + " " +
         (of_fiscal_year ? calendar.label(calendar.period_of(PeriodKind::year, period.from))
                         : calendar.key(period).substr(0, 4));
}

}  // namespace

Elapsed elapsed(const Calendar& calendar, const Range& range, Instant now) {
  return elapsed(calendar, range, now, QuotaLoad{}, Ramp::ignored);
}

Elapsed elapsed(const Calendar& calendar, const Range& range, Instant now, const QuotaLoad& load,
                Ramp ramp) {
  const auto today = calendar.day_of(now);
  // A day of 25 hours is not over before its end.
  const auto of_today =
      counts(calendar, today)
          ? std::min<std::int64_t>((now - calendar.start_of(today)) / minutes{15}, Elapsed::day - 1)
          : 0;
  Elapsed result;
  load.visit(range.from, range.to, [&](Day from, Day to, QuotaLoad::Share share) {
    const std::int64_t weight = ramp == Ramp::counts ? share.e4 : share.present;
    result.total += weight * days_in(calendar, from, to) * Elapsed::day;
    result.done += weight * days_in(calendar, from, std::min(to, today)) * Elapsed::day;
    if (from <= today && today < to) result.done += weight * of_today;
  });
  return result;
}

Instant same_point(const Calendar& calendar, const Range& period, const Range& other, Instant now) {
  const auto today = calendar.day_of(now);
  const auto behind = days_in(calendar, period.from, today);
  const bool calendar_days = calendar.rules().pace == CalendarRules::Pace::calendar_days;
  const auto day = calendar_days ? other.from + days{behind}
                                 : calendar.nth_working_day(other.from, static_cast<int>(behind));
  if (day >= other.to) return calendar.start_of(other.to);
  const auto start = calendar.start_of(day);
  if (!counts(calendar, today)) return start;
  return start + (now - calendar.start_of(today));
}

std::optional<Comparison> previous_period(const Calendar& calendar, const Range& range,
                                          Instant now) {
  if (!bounded(range)) return std::nullopt;
  if (const auto period = as_period(calendar, range)) {
    const auto before = calendar.previous(*period);
    return comparison_with(calendar, range, {before.from, before.to}, calendar.label(before), now);
  }
  const Range before{range.from - (range.to - range.from), range.from};
  return comparison_with(calendar, range, before, days_label(before), now);
}

std::optional<Comparison> year_before(const Calendar& calendar, const Range& range, Instant now) {
  if (!bounded(range)) return std::nullopt;
  if (const auto period = as_period(calendar, range)) {
    const auto before = calendar.year_before(*period);
    return comparison_with(calendar, range, {before.from, before.to},
                           label_with_year(calendar, before), now);
  }
  const Range before{year_earlier(range.from), year_earlier(range.to)};
  return comparison_with(calendar, range, before, days_label(before), now);
}

}  // namespace dealbell::core
