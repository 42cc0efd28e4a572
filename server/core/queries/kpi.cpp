#include "core/queries/kpi.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "core/queries/measure_evaluator.hpp"
#include "core/values/dimensions.hpp"

namespace dealbell::core {
namespace {

// Ten years of days: more rows than anybody reads, and the answer must stay bounded.
constexpr int buckets_max = 3'660;

struct PeriodName {
  std::string_view name;
  PeriodKind kind;
};
constexpr PeriodName period_names[] = {{"day", PeriodKind::day},
                                       {"week", PeriodKind::week},
                                       {"month", PeriodKind::month},
                                       {"quarter", PeriodKind::quarter},
                                       {"year", PeriodKind::year}};

const PeriodName* find_period(std::string_view name) {
  const auto found = std::find_if(std::begin(period_names), std::end(period_names),
                                  [&](const PeriodName& p) { return p.name == name; });
  return found == std::end(period_names) ? nullptr : found;
}

// Days that have anything at all, so that an unbounded question by day stays finite.
Range spanned(const SalesState& sales, const Range& asked) {
  Range range{Day::max(), Day::min()};
  for (std::size_t b = 0; b < base_count; ++b) {
    const auto& index = sales.by_day(static_cast<Base>(b));
    const auto first = index.lower_bound({undated + std::chrono::days{1}, 0});
    if (first == index.end()) continue;
    range.from = std::min(range.from, first->first);
    range.to = std::max(range.to, index.rbegin()->first + std::chrono::days{1});
  }
  if (asked.from != Day::min()) range.from = asked.from;
  if (asked.to != Day::max()) range.to = asked.to;
  return range;
}

std::optional<double> number(const Figure& f) {
  if (const auto* sum = std::get_if<Sum>(&f.value)) return static_cast<double>(*sum);
  if (const auto* other = std::get_if<double>(&f.value)) return *other;
  return std::nullopt;
}

bool larger(const Figure& a, const Figure& b) {
  constexpr auto least = -std::numeric_limits<double>::infinity();
  return number(a).value_or(least) > number(b).value_or(least);
}

Error unknown(std::string_view what, std::string_view word) {
  return error(Errc::bad_value,
               std::string(what) + " \"" + std::string(word.substr(0, 60)) + "\" is not known");
}

Earlier compared_with(const Comparison& comparison, const Figure& now, const Figure& then) {
  Earlier earlier{comparison.range, comparison.label, then, {}, false};
  const auto a = number(now), b = number(then);
  if (!a || !b) return earlier;
  earlier.from_nothing = *b == 0;
  if (*b != 0) earlier.change = (*a - *b) / std::abs(*b);
  return earlier;
}

// One question on its way to its answer.
class KpiBuilder {
 public:
  KpiBuilder(const SalesState& sales, const KpiQuestion& question, const ResolvedQuestion& asked, Instant now)
      : sales_(sales),
        question_(question),
        resolved_(asked),
        now_(now),
        evaluator_(sales, now, *asked.measure, *asked.target) {}

  Result<KpiAnswer> answer() {
    answer_.measure = resolved_.measure->name;
    answer_.title = resolved_.measure->title;
    answer_.unit =
        resolved_.measure->unit == Unit::target ? resolved_.target->unit : resolved_.measure->unit;
    if (answer_.unit == Unit::money) answer_.currency = sales_.names().text(evaluator_.currency());
    answer_.log = sales_.log();
    answer_.seq = sales_.seq();
    answer_.total.figure = evaluator_.figure(resolved_.scope, resolved_.range);
    compare_total();
    if (auto rows = find_rows(); !rows) return rows.error();
    if (evaluator_.too_wide())
      return error(Errc::too_wide,
                   "this combination looks at more than 200,000 entries: ask for fewer days");
    return std::move(answer_);
  }

 private:
  using Compare = std::optional<Comparison> (*)(const Calendar&, const Range&, Instant);

  std::optional<Comparison> comparison(Compare compare) const {
    if (question_.compare == KpiQuestion::Compare::no || !comparable(*resolved_.measure))
      return std::nullopt;
    return compare(sales_.calendar(), resolved_.range, now_);
  }

  void compare_total() {
    const auto look = [&](Compare compare, std::optional<Earlier>& earlier) {
      if (const auto other = comparison(compare))
        earlier =
            compared_with(*other, answer_.total.figure, evaluator_.figure(resolved_.scope, other->range));
    };
    look(previous_period, answer_.total.previous);
    look(year_before, answer_.total.year);
  }

  Result<> find_rows() {
    if (question_.by.empty()) return {};
    if (question_.by == "person") {
      if (resolved_.scope.person)
        return error(Errc::bad_value, "by=person and person= exclude each other");
      rows_of(std::nullopt, people());
    } else if (const auto dimension = find_dimension(question_.by)) {
      rows_of(*dimension, values(*dimension));
    } else if (const auto* period = find_period(question_.by)) {
      return rows_by_time(period->kind);
    } else {
      return unknown("by", question_.by);
    }
    return {};
  }

  // Everything that may be a row, whether any event has named it yet or not: what is shown must not
  // depend on what was once said and taken back.
  std::vector<Name> values(Dimension dimension) const {
    auto all = sales_.cube().values(dimension);
    const auto& org = sales_.org();
    if (dimension == Dimension::team)
      for (const auto& team : org.teams) all.push_back(sales_.names().find(team.id));
    if (dimension == Dimension::stage)
      for (const auto& pipeline : org.pipelines)
        for (const auto& stage : pipeline.stages) all.push_back(sales_.names().find(stage.id));
    return each_once(std::move(all));
  }

  std::vector<Name> people() const {
    auto all = sales_.cube().people();
    for (const auto& person : sales_.org().people) all.push_back(sales_.names().find(person.id));
    return each_once(std::move(all));
  }

  static std::vector<Name> each_once(std::vector<Name> all) {
    all.push_back(no_name);  // the row of what has none
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  }

  void rows_of(GroupBy by, const std::vector<Name>& ids) {
    for (const auto& [id, figure] : evaluator_.figures(by, ids, resolved_.scope, resolved_.range))
      add(id == no_name ? std::nullopt : std::optional(sales_.names().text(id)),
          std::string(display(sales_, question_.by, id)), figure);
    std::stable_sort(answer_.rows.begin(), answer_.rows.end(),
                     [](const KpiRow& a, const KpiRow& b) {
                       if (larger(a.figure, b.figure) || larger(b.figure, a.figure))
                         return larger(a.figure, b.figure);
                       return a.key < b.key;
                     });
    if (by == Dimension::stage) in_order_of_pipeline();
    compare_rows(by, previous_period, &KpiRow::previous);
    compare_rows(by, year_before, &KpiRow::year);
  }

  // A funnel reads from its top, whatever the figures are.
  void in_order_of_pipeline() {
    std::map<std::string, std::size_t> place;
    for (const auto& pipeline : sales_.org().pipelines)
      for (const auto& stage : pipeline.stages) place.emplace(stage.id, place.size());
    const auto place_of = [&](const KpiRow& row) {
      const auto found = row.key ? place.find(*row.key) : place.end();
      return found == place.end() ? place.size() : found->second;
    };
    std::stable_sort(answer_.rows.begin(), answer_.rows.end(),
                     [&](const KpiRow& a, const KpiRow& b) { return place_of(a) < place_of(b); });
  }

  void compare_rows(GroupBy by, Compare compare, std::optional<Earlier> KpiRow::*place) {
    const auto other = comparison(compare);
    if (!other || question_.compare != KpiQuestion::Compare::rows) return;
    std::vector<Name> ids;
    for (const auto& row : answer_.rows)
      ids.push_back(row.key ? sales_.names().find(*row.key) : no_name);
    const auto then = evaluator_.figures(by, ids, resolved_.scope, other->range);
    for (std::size_t i = 0; i < answer_.rows.size(); ++i)
      answer_.rows[i].*place = compared_with(*other, answer_.rows[i].figure, then[i].second);
  }

  Result<> rows_by_time(PeriodKind kind) {
    if (resolved_.measure->about == Measure::About::now)
      return error(Errc::bad_value, resolved_.measure->name + " is about now and has no rows by time");
    const auto span = spanned(sales_, resolved_.range);
    const auto& calendar = sales_.calendar();
    int buckets = 0;
    for (auto p = calendar.period_of(kind, span.from); p.from < span.to; p = calendar.next(p)) {
      if (++buckets > buckets_max)
        return error(Errc::too_wide, "more than 3,660 periods: ask for fewer");
      // A period at the edge of the question counts only the days asked for.
      const Range days{std::max(p.from, span.from), std::min(p.to, span.to)};
      add(calendar.key(p), calendar.label(p), evaluator_.figure(resolved_.scope, days));
    }
    return {};
  }

  // What has nothing is no row, but who has a quota and has reached nothing of it is.
  void add(std::optional<std::string> key, std::string name, const Figure& figure) {
    const bool some = figure.n != 0 || number(figure).value_or(0) != 0;
    const bool owes = resolved_.measure->targeted && number(figure).has_value();
    if (some || owes) answer_.rows.push_back({std::move(key), std::move(name), figure});
  }

  const SalesState& sales_;
  const KpiQuestion& question_;
  const ResolvedQuestion& resolved_;
  Instant now_;
  MeasureEvaluator evaluator_;
  KpiAnswer answer_;
};

}  // namespace

std::string_view display(const SalesState& sales, std::string_view by, Name id) {
  const auto& directory = sales.directory();
  if (by == "person") return directory.person_name(id);
  if (by == "team") return directory.team_name(id);
  if (by == "product") return directory.product_name(id);
  if (by == "pipeline" || by == "stage") return sales.pipelines().name(id);
  return sales.names().text(id);
}

Result<ResolvedQuestion> resolve_question(const SalesState& sales, const KpiQuestion& q) {
  ResolvedQuestion asked;
  asked.measure = find_measure(sales, q.measure);
  if (!asked.measure) return unknown("measure", q.measure);
  asked.target = find_measure(sales, q.of.empty() ? "won_amount" : q.of);
  if (!asked.target) return unknown("of", q.of);
  const bool countable = asked.target->unit == Unit::money || asked.target->unit == Unit::count;
  if (!countable || asked.target->about != Measure::About::flow)
    return error(Errc::bad_value, "of: a quota is of money or a count of what happens in a period");
  if (!q.of.empty() && !asked.measure->targeted)
    return error(Errc::bad_value, asked.measure->name + " is not about a quota: leave of out");
  asked.range = {q.from.value_or(Day::min()), q.to.value_or(Day::max())};
  if (asked.range.from >= asked.range.to) return error(Errc::bad_value, "from must be before to");
  if (asked.measure->about == Measure::About::now && asked.range.bounded())
    return error(Errc::bad_value, asked.measure->name + " is about now: leave from and to out");

  for (const auto& f : q.filters) {
    // Looked up, never interned: questions must not grow what events fill.
    const auto id = sales.names().find(f.id);
    const auto dimension = find_dimension(f.by);
    if (f.by != "person" && !dimension) return unknown("filter", f.by);
    if (id == no_name && !f.id.empty()) return unknown(f.by, f.id);
    if (dimension)
      asked.scope.values.push_back({*dimension, id});
    else
      asked.scope.person = id;
  }
  return asked;
}

Result<> narrow_to_row(const SalesState& sales, const std::string& by, const std::string& key,
                       ResolvedQuestion& asked) {
  if (by.empty()) {
    if (!key.empty()) return error(Errc::bad_value, "key without by");
    return {};
  }
  if (find_period(by)) {
    const auto period = sales.calendar().parse_any_period(key);
    if (!period) return period.error();
    asked.range = {std::max(asked.range.from, period->from), std::min(asked.range.to, period->to)};
    if (asked.range.from >= asked.range.to)
      return error(Errc::bad_value, "key lies outside from and to");
    return {};
  }
  const auto dimension = find_dimension(by);
  if (by != "person" && !dimension) return unknown("by", by);
  const auto id = sales.names().find(key);
  if (id == no_name && !key.empty()) return unknown(by, key);
  asked.scope = narrowed(asked.scope, dimension, id);
  return {};
}

Result<KpiAnswer> ask(const SalesState& sales, const KpiQuestion& question, Instant now) {
  const auto asked = resolve_question(sales, question);
  if (!asked) return asked.error();
  return KpiBuilder(sales, question, *asked, now).answer();
}

}  // namespace dealbell::core
