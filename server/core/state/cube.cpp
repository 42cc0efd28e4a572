#include "core/state/cube.hpp"

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

// Events are mostly about recent days, so the search starts at the end, in steps that double.
void add_at(std::vector<DatedCell>& list, std::int32_t at, const Cell& cell) {
  std::size_t back = 1;
  while (back < list.size() && list[list.size() - back].at >= at) back *= 2;
  const auto before_end = [&](std::size_t n) {
    return list.end() - static_cast<std::ptrdiff_t>(std::min(n, list.size()));
  };
  auto place = std::lower_bound(before_end(back), before_end(back / 2), at, by_time);
  if (place == list.end() || place->at != at) place = list.insert(place, DatedCell{at});
  place->add(cell);
}

}  // namespace

Cube::Key Cube::key(Base base, Name currency, const Slice& slice) {
  // Field widths: base 8 bits, dimension 4, currency, value and person 32 each. "Not selected" is
  // different from no_name: sums of deals without a person are not those of the office.
  const auto dimension = slice.value ? static_cast<std::uint64_t>(slice.value->first) + 1 : 0;
  const std::uint64_t person = slice.person ? std::uint64_t{*slice.person} + 1 : 0;
  const std::uint64_t value = slice.value ? slice.value->second : 0;
  return {static_cast<std::uint64_t>(base) | dimension << 8 | std::uint64_t{currency} << 12,
          value << 32 | person};
}

// Half of all cells are those of a person in one dimension value. They have few days each, and
// month subtotals would cost more on every event than they save on rare questions.
bool Cube::has_months(const Key& key) {
  const bool of_person = (key.tail & 0xFFFF'FFFF) != 0;
  const bool of_value = (key.head >> 8 & 0xF) != 0;
  return !(of_person && of_value);
}

std::uint64_t Cube::hash(const Key& key) {
  auto h = (key.head * 0x9E3779B97F4A7C15u) ^ (key.tail + 0x7F4A7C15u);
  h ^= h >> 32;
  return h * 0xD6E8FEB86659FD93u;
}

// The number of the series; HashIndex::none if nothing was ever counted there.
std::uint32_t Cube::find(const Key& key) const {
  return index_.find(hash(key), [&](std::uint32_t n) { return series_[n].key == key; });
}

// Lists the cells in which a contribution counts. Contributions of the same shape give the same
// order.
void Cube::list(const Contribution& c, std::vector<Posting>& postings) const {
  const auto post = [&](const Slice& slice, const Cell& cell) {
    postings.push_back({key(c.base, c.currency, slice), c.day, 0, cell});
  };
  const Cell whole{c.amount_e4, c.extra, c.n, c.extra_n};
  post({}, whole);
  for (std::size_t i = 0; i < dimension_count; ++i) {
    const auto d = static_cast<Dimension>(i);
    if (d != Dimension::team && in_cube(c.base, d)) post({{}, {{d, c.dimensions[i]}}}, whole);
  }
  const bool shares_extra = c.base == Base::open;  // weighted money; other extras are not split
  std::vector<Name> counted;                       // teams that have already counted the deal
  for (const auto& credit : c.credits) {
    const Cell part{credit.amount_e4, credit.extra, c.n, c.extra_n};
    post({credit.person, {}}, part);
    for (std::size_t i = 0; i < dimension_count; ++i) {
      const auto d = static_cast<Dimension>(i);
      if (!in_cube(c.base, d)) continue;
      if (d != Dimension::team)
        post({credit.person, {{d, c.dimensions[i]}}}, part);
      else
        teams_->up(credit.team, [&](Name team) { post({credit.person, {{d, team}}}, part); });
    }
    if (credit.role == Role::overlay) continue;
    // A team counts the deal once, even if several members share it.
    teams_->up(credit.team, [&](Name team) {
      const bool again = std::find(counted.begin(), counted.end(), team) != counted.end();
      if (!again) counted.push_back(team);
      post({{}, {{Dimension::team, team}}},
           {credit.amount_e4, again && !shares_extra ? 0 : credit.extra, again ? 0 : c.n,
            again ? 0 : c.extra_n});
    });
  }
}

void Cube::change(const std::vector<Contribution>& out, const std::vector<Contribution>& in) {
  constexpr auto customer = static_cast<std::size_t>(Dimension::customer);
  std::uint64_t taken = 0;  // bit i: in[i] has been paired. Only the first 64 are paired
  const auto paired = [&](const Contribution& c) -> const Contribution* {
    for (std::size_t i = 0; i < std::min<std::size_t>(in.size(), 64); ++i) {
      const auto bit = std::uint64_t{1} << i;
      if ((taken & bit) || in[i].base != c.base || in[i].credits.size() != c.credits.size())
        continue;
      taken |= bit;
      return &in[i];
    }
    return nullptr;
  };
  const auto put = [&](const Posting& posting, const Cell& cell) {
    if (cell.zero()) return;
    postings_.push_back(posting);
    postings_.back().cell = cell;
  };
  postings_.clear();
  for (const auto& c : out) {
    const auto* other = paired(c);
    if (other && *other == c) continue;
    out_.clear();
    in_.clear();
    if (c.base != Base::entered) list(c, out_);
    if (other && c.base != Base::entered) list(*other, in_);
    const bool one_shape = out_.size() == in_.size();
    for (std::size_t i = 0; i < out_.size(); ++i) {
      auto cell = -out_[i].cell;
      if (one_shape && out_[i].key == in_[i].key && out_[i].day == in_[i].day) {
        put(in_[i], cell += in_[i].cell);
        continue;
      }
      put(out_[i], cell);
      if (one_shape) put(in_[i], in_[i].cell);
    }
    if (!one_shape)
      for (const auto& posting : in_) put(posting, posting.cell);
    if (other) note(customer, other->dimensions[customer], values_[customer]);
  }
  for (std::size_t i = 0; i < in.size(); ++i) {
    if (i < 64 && (taken >> i & 1)) continue;
    in_.clear();
    if (in[i].base != Base::entered) list(in[i], in_);
    for (const auto& posting : in_) put(posting, posting.cell);
    note(customer, in[i].dimensions[customer], values_[customer]);  // not in the cube
  }
  apply_postings();
}

void Cube::apply_postings() {
  for (const auto& posting : postings_) index_.prefetch(hash(posting.key));
  for (auto& posting : postings_) {
    posting.series = find(posting.key);
    if (posting.series == HashIndex::none) {
      posting.series = static_cast<std::uint32_t>(series_.size());
      index_.insert(hash(posting.key), posting.series);
      series_.push_back({posting.key, {}, {}, {}});
      note(posting.key);
    }
    const auto& series = series_[posting.series];
    __builtin_prefetch(series.days.data() + series.days.size());
    if (has_months(posting.key)) __builtin_prefetch(series.months.data() + series.months.size());
  }
  for (const auto& posting : postings_) {
    auto& series = series_[posting.series];
    series.all += posting.cell;
    if (posting.day == undated) continue;
    add_at(series.days, day_number(posting.day), posting.cell);
    if (has_months(posting.key)) add_at(series.months, month_number(posting.day), posting.cell);
  }
}

void Cube::note(std::size_t kind, Name value, std::vector<Name>& list) {
  if (seen_.insert(std::uint64_t{kind} << 32 | value).second) list.push_back(value);
}

// Called when a series is created, so not for every event. Unpacks what key() has packed.
void Cube::note(const Key& key) {
  note(dimension_count, static_cast<Name>(key.head >> 12), currencies_);
  const auto person = static_cast<Name>(key.tail & 0xFFFF'FFFF);
  if (person != 0) return note(dimension_count + 1, person - 1, people_);
  const auto dimension = key.head >> 8 & 0xF;
  if (dimension == 0) return;
  note(dimension - 1, static_cast<Name>(key.tail >> 32), values_[dimension - 1]);
}

bool Cube::empty() const {
  return std::all_of(series_.begin(), series_.end(), [](const Series& s) {
    const auto zero = [](const DatedCell& dated) { return dated.cell().zero(); };
    return s.all.zero() && std::all_of(s.days.begin(), s.days.end(), zero) &&
           std::all_of(s.months.begin(), s.months.end(), zero);
  });
}

std::optional<Day> Cube::first_day(Base base, Name currency, const Slice& slice) const {
  const auto found = find(key(base, currency, slice));
  if (found == HashIndex::none) return std::nullopt;
  for (const auto& dated : series_[found].days)
    if (dated.cell().n > 0) return Day{days{dated.at}};
  return std::nullopt;
}

Cell Cube::sum(Base base, Name currency, const Slice& slice, const Range& range) const {
  const auto found = find(key(base, currency, slice));
  ++cells_visited_;
  if (found == HashIndex::none) return {};
  const auto& series = series_[found];
  if (!range.bounded()) return series.all;

  Cell total;
  const auto add = [&](const std::vector<DatedCell>& list, std::int32_t from, std::int32_t to) {
    for (auto it = std::lower_bound(list.begin(), list.end(), from, by_time);
         it != list.end() && it->at < to; ++it) {
      total += it->cell();
      ++cells_visited_;
    }
  };
  if (range.from >= range.to || series.days.empty()) return {};
  // Clamped to the existing days, so that the month arithmetic below cannot overflow.
  const Day first{days{series.days.front().at}}, last{days{series.days.back().at + 1}};
  const auto from = std::max(range.from, first), to = std::min(range.to, last);
  if (from >= to) return {};
  const auto first_month = month_number(from) + (month_start(month_number(from)) < from ? 1 : 0);
  const auto last_month = month_number(to);
  if (first_month >= last_month || !has_months(series.key)) {
    add(series.days, day_number(from), day_number(to));
    return total;
  }
  add(series.days, day_number(from), day_number(month_start(first_month)));
  add(series.months, first_month, last_month);
  add(series.days, day_number(month_start(last_month)), day_number(to));
  return total;
}

}  // namespace dealbell::core
