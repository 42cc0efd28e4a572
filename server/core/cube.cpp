#include "core/cube.hpp"

#include <algorithm>

namespace dealbell::core {
namespace {

using namespace std::chrono;

std::int32_t day_number(Day day) {
  return static_cast<std::int32_t>(day.time_since_epoch().count());
}

std::int32_t month_number(Day day) {
  const year_month_day d{day};
  return (int{d.year()} - 1970) * 12 + static_cast<std::int32_t>(unsigned{d.month()}) - 1;
}

Day month_start(std::int32_t month) {
  const int y = 1970 + (month >= 0 ? month / 12 : -((11 - month) / 12));
  const auto m = static_cast<unsigned>(month - (y - 1970) * 12 + 1);
  return sys_days{year{y} / std::chrono::month{m} / 1};
}

constexpr auto by_time = [](const auto& dated, std::int32_t at) { return dated.at < at; };

// Events mostly tell of lately: the place is looked for from the end, in steps that double.
template <class Dated>
void add_at(std::vector<Dated>& list, std::int32_t at, const Cell& cell) {
  std::size_t back = 1;
  while (back < list.size() && list[list.size() - back].at >= at) back *= 2;
  const auto before_end = [&](std::size_t n) {
    return list.end() - static_cast<std::ptrdiff_t>(std::min(n, list.size()));
  };
  auto place = std::lower_bound(before_end(back), before_end(back / 2), at, by_time);
  if (place == list.end() || place->at != at) place = list.insert(place, Dated{at});
  place->add(cell);
}

}  // namespace

Cube::Key Cube::key(Base base, Name currency, const Slice& slice) {
  // Field widths: 4 + 4 bits, 32 each for currency, value and person; "absent" is its own value so
  // that a slice of nobody (no_name) is not the office.
  const auto dimension = slice.value ? static_cast<std::uint64_t>(slice.value->first) + 1 : 0;
  const std::uint64_t person = slice.person ? std::uint64_t{*slice.person} + 1 : 0;
  const std::uint64_t value = slice.value ? slice.value->second : 0;
  return {static_cast<std::uint64_t>(base) | dimension << 4 | std::uint64_t{currency} << 8,
          value << 32 | person};
}

std::uint64_t Cube::hash(const Key& key) {
  auto h = (key.head * 0x9E3779B97F4A7C15u) ^ (key.tail + 0x7F4A7C15u);
  h ^= h >> 32;
  return h * 0xD6E8FEB86659FD93u;
}

// The series' number; HashIndex::none when nothing was ever counted there.
std::uint32_t Cube::find(const Key& key) const {
  return index_.find(hash(key), [&](std::uint32_t n) { return series_[n].key == key; });
}

void Cube::post(Base base, Name currency, const Slice& slice, const Cell& cell) {
  const auto place = key(base, currency, slice);
  auto number = find(place);
  if (number == HashIndex::none) {
    number = static_cast<std::uint32_t>(series_.size());
    index_.insert(hash(place), number);
    series_.push_back({place, {}, {}, {}});
    note(currency, slice);
  }
  auto& series = series_[number];
  __builtin_prefetch(series.days.data() + series.days.size());
  posts_.push_back({&series, cell});
}

void Cube::settle(Day day) {
  for (const auto& [series, cell] : posts_) {
    series->all += cell;
    if (day == undated) continue;
    add_at(series->days, day_number(day), cell);
    add_at(series->months, month_number(day), cell);
  }
  posts_.clear();
}

void Cube::note(std::size_t kind, Name value, std::vector<Name>& list) {
  if (seen_.insert(std::uint64_t{kind} << 32 | value).second) list.push_back(value);
}

// Where a series begins, and so not for every event.
void Cube::note(Name currency, const Slice& slice) {
  note(dimension_count, currency, currencies_);
  if (slice.person) return note(dimension_count + 1, *slice.person, people_);
  if (!slice.value) return;
  const auto d = static_cast<std::size_t>(slice.value->first);
  note(d, slice.value->second, values_[d]);
}

void Cube::change(const Contribution& c, int sign) {
  constexpr auto customer = static_cast<std::size_t>(Dimension::customer);
  note(customer, c.dimensions[customer], values_[customer]);  // has no series
  const Cell whole{sign * Sum{c.amount_e4}, sign};
  post(c.base, c.currency, {}, whole);
  for (std::size_t i = 0; i < dimension_count; ++i) {
    const auto d = static_cast<Dimension>(i);
    if (d != Dimension::team && in_cube(d))
      post(c.base, c.currency, {{}, {{d, c.dimensions[i]}}}, whole);
  }

  for (auto credit = c.credits.begin(); credit != c.credits.end(); ++credit) {
    const Cell part{sign * Sum{credit->amount_e4}, sign};
    post(c.base, c.currency, {credit->person, {}}, part);
    for (std::size_t i = 0; i < dimension_count; ++i) {
      const auto d = static_cast<Dimension>(i);
      if (!in_cube(d)) continue;
      const auto value = d == Dimension::team ? credit->team : c.dimensions[i];
      post(c.base, c.currency, {credit->person, {{d, value}}}, part);
    }
    if (credit->role == Role::overlay) continue;
    // A team counts the deal once, however many of its members share it.
    const bool again = std::any_of(c.credits.begin(), credit, [&](const Credit& earlier) {
      return earlier.role == Role::revenue && earlier.team == credit->team;
    });
    post(c.base, c.currency, {{}, {{Dimension::team, credit->team}}},
         {part.amount_e4, again ? 0 : sign});
  }
  settle(c.day);
}

Cell Cube::sum(Base base, Name currency, const Slice& slice, const Range& range) const {
  const auto found = find(key(base, currency, slice));
  ++cells_visited_;
  if (found == HashIndex::none) return {};
  const auto& series = series_[found];
  if (!range.bounded()) return series.all;

  Cell total;
  const auto add = [&](const std::vector<Dated>& list, std::int32_t from, std::int32_t to) {
    for (auto it = std::lower_bound(list.begin(), list.end(), from, by_time);
         it != list.end() && it->at < to; ++it) {
      total += it->cell();
      ++cells_visited_;
    }
  };
  if (range.from >= range.to || series.days.empty()) return {};
  // Clamped to the days there are, so that the month arithmetic below stays within the calendar.
  const Day first{days{series.days.front().at}}, last{days{series.days.back().at + 1}};
  const auto from = std::max(range.from, first), to = std::min(range.to, last);
  if (from >= to) return {};
  const auto first_month = month_number(from) + (month_start(month_number(from)) < from ? 1 : 0);
  const auto last_month = month_number(to);
  if (first_month >= last_month) {
    add(series.days, day_number(from), day_number(to));
    return total;
  }
  add(series.days, day_number(from), day_number(month_start(first_month)));
  add(series.months, first_month, last_month);
  add(series.days, day_number(month_start(last_month)), day_number(to));
  return total;
}

}  // namespace dealbell::core
