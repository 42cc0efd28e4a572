#include "core/queries/kpi.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "core/queries/measure_evaluator.hpp"
#include "core/values/dimensions.hpp"

namespace dealbell::core {
namespace {

// Ten years of days; limits the size of the answer.
constexpr int buckets_max = 3'660;

// The days that have any entries, so that an unbounded question by day is finite.
Range range_with_entries(const SalesState& sales, const Range& range_asked) {
  Range range{Day::max(), Day::min()};
  for (std::size_t b = 0; b < base_count; ++b) {
    const auto& index = sales.by_day(static_cast<Base>(b));
    const auto first = index.lower_bound({undated + std::chrono::days{1}, 0});
    if (first == index.end()) continue;
    range.from = std::min(range.from, first->first);
    range.to = std::max(range.to, index.rbegin()->first + std::chrono::days{1});
  }
  if (range_asked.from != Day::min()) range.from = range_asked.from;
  if (range_asked.to != Day::max()) range.to = range_asked.to;
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
  earlier.from_nothing = *b == 0 && *a != 0;
  if (*b != 0) earlier.change = (*a - *b) / std::abs(*b);
  return earlier;
}

// Builds the answer to one question.
class KpiBuilder {
 public:
  KpiBuilder(const SalesState& sales, const KpiQuestion& question, const ResolvedQuestion& resolved,
             Instant now)
      : sales_(sales),
        question_(question),
        resolved_(resolved),
        now_(now),
        evaluator_(sales, now, *resolved.measure, *resolved.target) {}

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
                   "this combination would scan more than 200,000 entries: ask for fewer days");
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
    const auto put = [&](Compare compare, std::optional<Earlier>& earlier) {
      if (const auto other = comparison(compare))
        earlier = compared_with(*other, answer_.total.figure,
                                evaluator_.figure(resolved_.scope, other->range));
    };
    put(previous_period, answer_.total.previous);
    put(year_before, answer_.total.year);
  }

  Result<> find_rows() {
    if (question_.by.empty()) return {};
    if (question_.by == "person") {
      if (resolved_.scope.person)
        return error(Errc::bad_value, "by=person and person= exclude each other");
      rows_of(std::nullopt, people());
    } else if (const auto dimension = find_dimension(question_.by)) {
      rows_of(*dimension, values(*dimension));
    } else if (const auto kind = find_period_kind(question_.by)) {
      return rows_by_time(*kind);
    } else {
      return unknown("by", question_.by);
    }
    return {};
  }

  // All values that may be a row, including those of the org document: which rows are shown must
  // not depend on events that were later undone.
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
    all.push_back(no_name);  // the row of entries without a value
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
    if (by == Dimension::stage) sort_by_pipeline();
    compare_rows(by, previous_period, &KpiRow::previous);
    compare_rows(by, year_before, &KpiRow::year);
  }

  // A funnel is shown in the order of its stages, not by value.
  void sort_by_pipeline() {
    std::map<std::string, std::size_t> position;
    for (const auto& pipeline : sales_.org().pipelines)
      for (const auto& stage : pipeline.stages) position.emplace(stage.id, position.size());
    const auto position_of = [&](const KpiRow& row) {
      const auto found = row.key ? position.find(*row.key) : position.end();
      return found == position.end() ? position.size() : found->second;
    };
    std::ranges::stable_sort(answer_.rows, {}, position_of);
  }

  void compare_rows(GroupBy by, Compare compare, std::optional<Earlier> KpiRow::*member) {
    const auto other = comparison(compare);
    if (!other || question_.compare != KpiQuestion::Compare::rows) return;
    std::vector<Name> ids;
    for (const auto& row : answer_.rows)
      ids.push_back(row.key ? sales_.names().find(*row.key) : no_name);
    const auto then = evaluator_.figures(by, ids, resolved_.scope, other->range);
    for (std::size_t i = 0; i < answer_.rows.size(); ++i)
      answer_.rows[i].*member = compared_with(*other, answer_.rows[i].figure, then[i].second);
  }

  Result<> rows_by_time(PeriodKind kind) {
    if (resolved_.measure->about == Measure::About::now)
      return error(Errc::bad_value,
                   resolved_.measure->name + " is about now and has no rows by time");
    const auto span = range_with_entries(sales_, resolved_.range);
    const auto& calendar = sales_.calendar();
    int buckets = 0;
    for (auto p = calendar.period_of(kind, span.from); p.from < span.to; p = calendar.next(p)) {
      if (++buckets > buckets_max)
        return error(Errc::too_wide, "more than 3,660 periods: ask for fewer");
      // The first and last period count only the days of the range.
      const Range days{std::max(p.from, span.from), std::min(p.to, span.to)};
      add(calendar.key(p), calendar.label(p), evaluator_.figure(resolved_.scope, days));
    }
    return {};
  }

  // Rows without entries are omitted, unless they have a quota.
  void add(std::optional<std::string> key, std::string name, const Figure& figure) {
    const bool some = figure.n != 0 || number(figure).value_or(0) != 0;
    const bool has_quota = resolved_.measure->targeted && number(figure).has_value();
    if (some || has_quota) answer_.rows.push_back({std::move(key), std::move(name), figure});
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
  ResolvedQuestion resolved;
  resolved.measure = find_measure(sales, q.measure);
  if (!resolved.measure) return unknown("measure", q.measure);
  resolved.target = find_measure(sales, q.of.empty() ? "won_amount" : q.of);
  if (!resolved.target) return unknown("of", q.of);
  const bool countable =
      resolved.target->unit == Unit::money || resolved.target->unit == Unit::count;
  if (!countable || resolved.target->about != Measure::About::flow)
    return error(Errc::bad_value, "of: must be a measure of money or a count within a period");
  if (!q.of.empty() && !resolved.measure->targeted)
    return error(Errc::bad_value, resolved.measure->name + " does not use a quota: omit of");
  resolved.range = {q.from.value_or(Day::min()), q.to.value_or(Day::max())};
  if (resolved.range.from >= resolved.range.to)
    return error(Errc::bad_value, "from must be before to");
  if (resolved.measure->about == Measure::About::now && resolved.range.bounded())
    return error(Errc::bad_value, resolved.measure->name + " is about now: omit from and to");

  for (const auto& f : q.filters) {
    // Looked up and not interned: questions must not make the table of names grow.
    const auto id = sales.names().find(f.id);
    const auto dimension = find_dimension(f.by);
    if (f.by != "person" && !dimension) return unknown("filter", f.by);
    if (id == no_name && !f.id.empty()) return unknown(f.by, f.id);
    if (dimension)
      resolved.scope.values.push_back({*dimension, id});
    else
      resolved.scope.person = id;
  }
  return resolved;
}

Result<> narrow_to_row(const SalesState& sales, const std::string& by, const std::string& key,
                       ResolvedQuestion& resolved) {
  if (by.empty()) {
    if (!key.empty()) return error(Errc::bad_value, "key without by");
    return {};
  }
  if (find_period_kind(by)) {
    const auto period = sales.calendar().parse_any_period(key);
    if (!period) return period.error();
    resolved.range = {std::max(resolved.range.from, period->from),
                      std::min(resolved.range.to, period->to)};
    if (resolved.range.from >= resolved.range.to)
      return error(Errc::bad_value, "key lies outside from and to");
    return {};
  }
  const auto dimension = find_dimension(by);
  if (by != "person" && !dimension) return unknown("by", by);
  const auto id = sales.names().find(key);
  if (id == no_name && !key.empty()) return unknown(by, key);
  resolved.scope = narrowed(resolved.scope, dimension, id);
  return {};
}

Result<KpiAnswer> ask(const SalesState& sales, const KpiQuestion& question, Instant now) {
  const auto resolved = resolve_question(sales, question);
  if (!resolved) return resolved.error();
  return KpiBuilder(sales, question, *resolved, now).answer();
}

}  // namespace dealbell::core
