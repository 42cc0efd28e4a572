#include "core/counting/office_time.hpp"

namespace dealbell::core {

OfficeTime office_time(Instant time, const Calendar& calendar) {
  return {calendar.day_of(time), time, false};
}

OfficeTime office_time(TimeOrDay when, Instant said, const Calendar& calendar) {
  if (!when.is_day()) return office_time(when.time(), calendar);
  const auto day = when.day();
  return {day, calendar.day_of(said) == day ? said : calendar.noon_of(day), true};
}

std::chrono::milliseconds between(const OfficeTime& from, const OfficeTime& to,
                                  const Calendar& calendar) {
  if (from.day_only || to.day_only) return to.day - from.day;
  const auto local = [&](Instant t) { return t + calendar.utc_offset(t); };
  return local(to.at) - local(from.at);
}

OfficeTime closed_time(const Deal& deal, const Statuses& statuses, const Stamps& stamps,
                       const Calendar& calendar) {
  const auto said = stamps[statuses.since()].time;
  if (!deal.closed_at.value) return office_time(said, calendar);
  CloseBegin begin;
  for (const auto& change : statuses.changes()) begin.add(change);
  return begin.dated_by(deal.closed_at.stamp, stamps)
             ? office_time(*deal.closed_at.value, said, calendar)
             : office_time(said, calendar);
}

std::optional<OfficeTime> created_time(const Deal& deal, const Stamps& stamps,
                                       const Calendar& calendar) {
  const auto& created_at = deal.created_at;
  if (created_at.value)
    return office_time(*created_at.value,
                       deal.first_create.value.value_or(stamps[created_at.stamp].time), calendar);
  if (!deal.first_create.value) return std::nullopt;
  return office_time(*deal.first_create.value, calendar);
}

std::optional<OfficeTime> done_time(const Activity& activity, const Stamps& stamps,
                                    const Calendar& calendar) {
  if (activity.status.stamp == no_stamp || activity.status.value != ActivityStatus::done)
    return std::nullopt;
  const auto said = stamps[activity.status.stamp].time;
  if (!activity.at.value) return office_time(said, calendar);
  return office_time(*activity.at.value, said, calendar);
}

}  // namespace dealbell::core
