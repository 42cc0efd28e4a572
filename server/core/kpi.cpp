#include "core/kpi.hpp"

#include <algorithm>
#include <limits>

#include "core/quota.hpp"
#include "core/scan.hpp"

namespace dealbell::core {
namespace {

// About 0.2 s of work: beyond it the floor would keep walls waiting.
constexpr std::size_t scan_max = 200'000;
// Ten years of days: more rows than anybody reads, and the answer must stay bounded.
constexpr int buckets_max = 3'660;

struct DimensionName {
  std::string_view name;
  Dimension dimension;
};
constexpr DimensionName dimension_names[] = {
    {"team", Dimension::team},
    {"pipeline", Dimension::pipeline},
    {"product", Dimension::product},
    {"region", Dimension::region},
    {"lead_source", Dimension::lead_source},
    {"customer", Dimension::customer},
    {"kind", Dimension::kind},
    {"stage", Dimension::stage},
};
struct PeriodName {
  std::string_view name;
  PeriodKind kind;
};
constexpr PeriodName period_names[] = {{"day", PeriodKind::day},
                                       {"week", PeriodKind::week},
                                       {"month", PeriodKind::month},
                                       {"quarter", PeriodKind::quarter},
                                       {"year", PeriodKind::year}};

template <class Table>
auto find_name(const Table& table, std::string_view name) {
  const auto found = std::find_if(std::begin(table), std::end(table),
                                  [&](const auto& row) { return row.name == name; });
  return found == std::end(table) ? nullptr : &*found;
}

// What a row is about; both empty: everything.
struct Filter {
  std::optional<Name> person;
  std::vector<std::pair<Dimension, Name>> values;

  bool in_cube() const {
    return values.empty() || (values.size() == 1 && core::in_cube(values[0].first));
  }
  Slice slice() const { return {person, values.empty() ? std::nullopt : std::optional(values[0])}; }
};

// What the filter leaves of a contribution: its amount, or nothing.
std::optional<std::int64_t> part_of(const Contribution& c, const Filter& filter) {
  std::optional<Name> team;
  for (const auto& [dimension, value] : filter.values) {
    if (dimension == Dimension::team)
      team = value;
    else if (c.dimensions[static_cast<std::size_t>(dimension)] != value)
      return std::nullopt;
  }
  if (!filter.person && !team) return c.amount_e4;
  std::optional<std::int64_t> amount;
  for (const auto& credit : c.credits) {
    if (filter.person && credit.person != *filter.person) continue;
    if (team && credit.team != *team) continue;
    if (!filter.person && credit.role == Role::overlay) continue;
    amount = amount.value_or(0) + credit.amount_e4;
  }
  return amount;
}

class Asking {
 public:
  Asking(const Floor& floor, Range range) : floor_(floor), range_(range) {
    currency_ = floor.currency();
    mixed_ = floor.org().currency.empty() && currency_ == no_name && several_currencies();
  }

  Totals totals(Base base, const Filter& filter, const Range& range) {
    Totals result;
    result.mixed = mixed_;
    if (filter.in_cube()) {
      for (const auto currency : floor_.cube().currencies()) {
        const auto cell = floor_.cube().sum(base, currency, filter.slice(), range);
        result.n += cell.n;
        if (currency == currency_ && currency != no_name) result.priced += cell;
      }
      return result;
    }
    scan(floor_, base, range, [&](Floor::Ref, const Contribution& c) {
      if (++scanned_ > scan_max) return false;
      const auto amount = part_of(c, filter);
      if (!amount) return true;
      ++result.n;
      if (c.currency == currency_ && currency_ != no_name) result.priced += {*amount, 1};
      return true;
    });
    return result;
  }

  Figure figure(const Measure& measure, const Filter& filter, const Range& range) {
    const Inputs in{[&](Base base) { return totals(base, filter, range); },
                    [&]() -> std::optional<Amount> {
                      Subject subject;
                      if (filter.person) subject.person = floor_.names().text(*filter.person);
                      for (const auto& [dimension, value] : filter.values) {
                        if (dimension != Dimension::team || filter.person) return std::nullopt;
                        subject.team = floor_.names().text(value);
                      }
                      return quota_for(floor_.org(), "won_amount", subject, range);
                    }};
    return measure.ask(in);
  }

  bool too_wide() const { return scanned_ > scan_max; }
  const Range& range() const { return range_; }
  std::string currency() const { return floor_.names().text(currency_); }

 private:
  bool several_currencies() const {
    const auto& all = floor_.cube().currencies();
    return std::count_if(all.begin(), all.end(), [](Name c) { return c != no_name; }) > 1;
  }

  const Floor& floor_;
  Range range_;
  Name currency_ = no_name;
  bool mixed_ = false;
  std::size_t scanned_ = 0;
};

// Days that have anything at all, so that an unbounded question by day stays finite.
Range spanned(const Floor& floor, const Range& asked) {
  Range range{Day::max(), Day::min()};
  for (std::size_t b = 0; b < base_count; ++b) {
    const auto& index = floor.by_day(static_cast<Base>(b));
    const auto first = index.lower_bound({undated + std::chrono::days{1}, 0});
    if (first == index.end()) continue;
    range.from = std::min(range.from, first->first);
    range.to = std::max(range.to, index.rbegin()->first + std::chrono::days{1});
  }
  if (asked.from != Day::min()) range.from = asked.from;
  if (asked.to != Day::max()) range.to = asked.to;
  return range;
}

bool larger(const Figure& a, const Figure& b) {
  const auto number = [](const Figure& f) {
    if (const auto* sum = std::get_if<Sum>(&f.value)) return static_cast<double>(*sum);
    if (const auto* ratio = std::get_if<double>(&f.value)) return *ratio;
    return -std::numeric_limits<double>::infinity();
  };
  return number(a) > number(b);
}

std::string_view display(const Floor& floor, std::string_view by, Name id) {
  const auto& directory = floor.directory();
  if (by == "person") return directory.person_name(id);
  if (by == "team") return directory.team_name(id);
  if (by == "product") return directory.product_name(id);
  return floor.names().text(id);
}

Error unknown(std::string_view what, std::string_view word) {
  return error(Errc::bad_value,
               std::string(what) + " \"" + std::string(word.substr(0, 60)) + "\" is not known");
}

}  // namespace

Totals totals(const Floor& floor, Base base, const Slice& slice, const Range& range) {
  Filter filter{slice.person, {}};
  if (slice.value) filter.values.push_back(*slice.value);
  return Asking(floor, range).totals(base, filter, range);
}

Result<KpiAnswer> ask(const Floor& floor, const KpiQuestion& q) {
  const auto* measure = find_measure(q.measure);
  if (!measure) return unknown("measure", q.measure);
  const Range range{q.from.value_or(Day::min()), q.to.value_or(Day::max())};
  if (range.from >= range.to) return error(Errc::bad_value, "from must be before to");

  Filter filter;
  for (const auto& f : q.filters) {
    // Looked up, never interned: questions must not grow what events fill.
    const auto id = floor.names().find(f.id);
    if (id == no_name && !f.id.empty()) return unknown(f.by, f.id);
    if (f.by == "person")
      filter.person = id;
    else if (const auto* named = find_name(dimension_names, f.by))
      filter.values.push_back({named->dimension, id});
    else
      return unknown("filter", f.by);
  }

  Asking asking(floor, range);
  KpiAnswer answer;
  answer.measure = measure;
  if (measure->unit == Unit::money) answer.currency = asking.currency();
  answer.seq = floor.seq();
  answer.total.figure = asking.figure(*measure, filter, range);

  const auto row = [&](std::optional<std::string> key, std::string name, const Filter& f,
                       const Range& r) {
    auto figure = asking.figure(*measure, f, r);
    if (figure.n != 0 || std::holds_alternative<double>(figure.value) ||
        (std::holds_alternative<Sum>(figure.value) && std::get<Sum>(figure.value) != 0))
      answer.rows.push_back({std::move(key), std::move(name), figure});
  };
  const auto rows_of = [&](const std::vector<Name>& ids, auto with) {
    for (const auto id : ids) {
      auto narrowed = filter;
      with(narrowed, id);
      const auto key = id == no_name ? std::nullopt : std::optional(floor.names().text(id));
      row(key, std::string(display(floor, q.by, id)), narrowed, range);
    }
    std::stable_sort(answer.rows.begin(), answer.rows.end(), [](const KpiRow& a, const KpiRow& b) {
      if (larger(a.figure, b.figure) || larger(b.figure, a.figure))
        return larger(a.figure, b.figure);
      return a.key < b.key;
    });
  };

  if (q.by == "person") {
    if (filter.person) return error(Errc::bad_value, "by=person and person= exclude each other");
    rows_of(floor.cube().people(), [](Filter& f, Name id) { f.person = id; });
  } else if (const auto* named = find_name(dimension_names, q.by)) {
    rows_of(floor.cube().values(named->dimension), [&](Filter& f, Name id) {
      f.values.push_back({named->dimension, id});
    });
  } else if (const auto* period = find_name(period_names, q.by)) {
    const auto span = spanned(floor, range);
    int buckets = 0;
    for (auto p = floor.calendar().period_of(period->kind, span.from); p.from < span.to;
         p = floor.calendar().next(p)) {
      if (++buckets > buckets_max)
        return error(Errc::too_wide, "more than 3,660 periods: ask for fewer");
      // A period at the edge of the question counts only the days asked for.
      const Range days{std::max(p.from, span.from), std::min(p.to, span.to)};
      row(key(p), label(p), filter, days);
    }
  } else if (!q.by.empty()) {
    return unknown("by", q.by);
  }
  if (asking.too_wide())
    return error(Errc::too_wide,
                 "this combination looks at more than 200,000 entries: ask for fewer days");
  return answer;
}

}  // namespace dealbell::core
