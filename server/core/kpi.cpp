#include "core/kpi.hpp"

#include <algorithm>
#include <limits>

#include "core/summing.hpp"

namespace dealbell::core {
namespace {

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

Result<KpiAnswer> ask(const Floor& floor, const KpiQuestion& q) {
  const auto* measure = find_measure(q.measure);
  if (!measure) return unknown("measure", q.measure);
  const Range range{q.from.value_or(Day::min()), q.to.value_or(Day::max())};
  if (range.from >= range.to) return error(Errc::bad_value, "from must be before to");

  Scope scope;
  for (const auto& f : q.filters) {
    // Looked up, never interned: questions must not grow what events fill.
    const auto id = floor.names().find(f.id);
    if (id == no_name && !f.id.empty()) return unknown(f.by, f.id);
    if (f.by == "person")
      scope.person = id;
    else if (const auto* named = find_name(dimension_names, f.by))
      scope.values.push_back({named->dimension, id});
    else
      return unknown("filter", f.by);
  }

  Summing summing(floor, measure->open ? Base::open : Base::won);
  KpiAnswer answer;
  answer.measure = measure;
  if (measure->unit == Unit::money) answer.currency = summing.currency();
  answer.seq = floor.seq();
  answer.total.figure = summing.figure(*measure, scope, range);

  const auto row = [&](std::optional<std::string> key, std::string name, const Figure& figure) {
    const auto* sum = std::get_if<Sum>(&figure.value);
    if (figure.n != 0 || std::holds_alternative<double>(figure.value) || (sum && *sum != 0))
      answer.rows.push_back({std::move(key), std::move(name), figure});
  };
  const auto rows_of = [&](GroupBy by, const std::vector<Name>& ids) {
    for (const auto& [id, figure] : summing.figures(*measure, by, ids, scope, range))
      row(id == no_name ? std::nullopt : std::optional(floor.names().text(id)),
          std::string(display(floor, q.by, id)), figure);
    std::stable_sort(answer.rows.begin(), answer.rows.end(), [](const KpiRow& a, const KpiRow& b) {
      if (larger(a.figure, b.figure) || larger(b.figure, a.figure))
        return larger(a.figure, b.figure);
      return a.key < b.key;
    });
  };

  if (q.by == "person") {
    if (scope.person) return error(Errc::bad_value, "by=person and person= exclude each other");
    rows_of(std::nullopt, floor.cube().people());
  } else if (const auto* named = find_name(dimension_names, q.by)) {
    rows_of(named->dimension, floor.cube().values(named->dimension));
  } else if (const auto* period = find_name(period_names, q.by)) {
    const auto span = spanned(floor, range);
    int buckets = 0;
    for (auto p = floor.calendar().period_of(period->kind, span.from); p.from < span.to;
         p = floor.calendar().next(p)) {
      if (++buckets > buckets_max)
        return error(Errc::too_wide, "more than 3,660 periods: ask for fewer");
      // A period at the edge of the question counts only the days asked for.
      const Range days{std::max(p.from, span.from), std::min(p.to, span.to)};
      row(floor.calendar().key(p), floor.calendar().label(p),
          summing.figure(*measure, scope, days));
    }
  } else if (!q.by.empty()) {
    return unknown("by", q.by);
  }
  if (summing.too_wide())
    return error(Errc::too_wide,
                 "this combination looks at more than 200,000 entries: ask for fewer days");
  return answer;
}

}  // namespace dealbell::core
