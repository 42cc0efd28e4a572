#include "intake/health/arrival_baseline.hpp"

#include <algorithm>
#include <map>

namespace dealbell::intake {
namespace {

using std::chrono::ceil;
using std::chrono::duration;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::weeks;
using Hours = duration<double, hours::period>;

constexpr std::int64_t weeks_to_trim = 3;  // from here on the largest week is left out

double in_hours(Instant from, Instant to) { return Hours(to - from).count(); }

}  // namespace

std::size_t ArrivalBaseline::slot_of(Instant t) const {
  const auto local = offset_ ? t + offset_(t) : t;
  // The epoch was a Thursday. It does not matter which day is slot 0.
  const auto hour = floor<hours>(local.time_since_epoch()).count() % std::int64_t{hours_of_week};
  return static_cast<std::size_t>(hour < 0 ? hour + std::int64_t{hours_of_week} : hour);
}

std::optional<ArrivalBaseline> ArrivalBaseline::of(std::span<const HourCount> counts, Instant now,
                                                   UtcOffset offset) {
  const Instant end = floor<hours>(now);
  Instant first = end;
  for (const auto& c : counts)
    if (c.count > 0) first = std::min(first, c.hour);
  const auto whole_weeks = std::min<std::int64_t>(floor<weeks>(end - first).count(), 8);
  if (whole_weeks < 1) return std::nullopt;

  const auto begin = end - weeks{whole_weeks};
  std::map<Instant, std::int64_t> by_hour;
  for (const auto& c : counts)
    if (c.hour >= begin && c.hour < end) by_hour[c.hour] += c.count;

  ArrivalBaseline baseline;
  baseline.offset_ = std::move(offset);
  std::array<double, hours_of_week> largest{};
  for (const auto& [hour, count] : by_hour) {
    const auto slot = baseline.slot_of(hour);
    baseline.per_hour_[slot] += static_cast<double>(count);
    largest[slot] = std::max(largest[slot], static_cast<double>(count));
  }
  const bool trim = whole_weeks >= weeks_to_trim;
  for (std::size_t slot = 0; slot < hours_of_week; ++slot) {
    auto& sum = baseline.per_hour_[slot];
    if (trim) sum -= largest[slot];
    sum /= static_cast<double>(trim ? whole_weeks - 1 : whole_weeks);
  }
  return baseline;
}

double ArrivalBaseline::expected(Instant from, Instant to) const {
  double sum = 0;
  for (auto at = from; at < to;) {
    const auto next = std::min<Instant>(to, floor<hours>(at) + hours{1});
    sum += per_hour_[slot_of(at)] * in_hours(at, next);
    at = next;
  }
  return sum;
}

std::optional<Instant> ArrivalBaseline::when_expected(Instant from, double count) const {
  const auto end = from + window;
  for (auto at = from; at < end;) {
    const Instant next = floor<hours>(at) + hours{1};
    const auto rate = per_hour_[slot_of(at)];
    const auto here = rate * in_hours(at, next);
    if (here > 0 && here >= count) return at + ceil<std::chrono::milliseconds>(Hours(count / rate));
    count -= here;
    at = next;
  }
  return std::nullopt;
}

}  // namespace dealbell::intake
