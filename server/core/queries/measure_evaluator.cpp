#include "core/queries/measure_evaluator.hpp"

#include <algorithm>

#include "core/queries/elapsed.hpp"
#include "core/state/scan.hpp"

namespace dealbell::core {
namespace {

// About 0.2 s of work; more would delay boards.
constexpr std::size_t scan_max = 200'000;

// The scope that contains all rows of a question. Overlay credit counts for the person but not for
// the team, so when grouping by person each row applies the team filter itself.
Scope of_all_rows(Scope scope, GroupBy by) {
  if (!by) std::erase_if(scope.values, [](auto& v) { return v.first == Dimension::team; });
  return scope;
}

}  // namespace

const Measure* find_measure(const SalesState& sales, std::string_view name) {
  for (const auto& own : sales.org_view().own_measures())
    if (own.name == name) return &own;
  return find_measure(name);
}

std::optional<Subject> subject_of(const SalesState& sales, const Scope& scope) {
  Subject who;
  if (scope.person == no_name) return std::nullopt;
  if (scope.person) who.person = sales.names().text(*scope.person);
  for (const auto& [dimension, value] : scope.values) {
    if (dimension != Dimension::team || scope.person || value == no_name) return std::nullopt;
    who.team = sales.names().text(value);
  }
  return who;
}

// The inputs of a measure for one row. If the rows of a question are computed by one scan, `group`
// is the row's dimension and value.
class MeasureEvaluator::Row final : public Inputs {
 public:
  Row(MeasureEvaluator& all, const Measure& measure, Scope question, const Range& in,
      std::optional<std::pair<GroupBy, Name>> group = {})
      : all_(all), measure_(measure), question_(std::move(question)), group_(group) {
    range = in;
    now = all.now_;
    today = all.sales_.calendar().day_of(now);
    mine_ = group_ ? narrowed(question_, group_->first, group_->second) : question_;
  }

  using Inputs::totals;
  Totals totals(Base base, const Range& in) const override {
    if (group_ && !in_cube(base, mine_)) {
      const auto& groups = all_.groups(base, group_->first, question_, in);
      const auto found = groups.find(group_->second);
      auto result = found == groups.end() ? Totals{} : found->second;
      result.mixed = all_.mixed_;
      return result;
    }
    if (group_ && in.until) return up_to(base, in);
    return all_.totals(base, mine_, in);
  }

  Totals where(Base base, Dimension dimension, std::string_view value,
               const Range& in) const override {
    const auto name = all_.sales_.names().find(value);
    for (const auto& [known, wanted] : mine_.values)
      if (known == dimension) return wanted == name && name ? totals(base, in) : nothing();
    if (name == no_name) return nothing();
    return all_.totals(base, narrowed(mine_, dimension, name), in);
  }

  Totals whole(Base base) const override { return all_.totals(base, question_, range); }

  std::vector<std::int64_t> observations() const override {
    if (group_) return grouped_observations();
    std::vector<std::int64_t> seen;
    all_.visit(measure_.observed, mine_, range,
               [&](Ref ref, const Contribution& c, const Cell&) { observe(ref, c, seen); });
    std::sort(seen.begin(), seen.end());
    return seen;
  }

  Totals derived_kind(bool new_customer) const override {
    const auto& org_view = all_.sales_.org_view();
    Totals totals = nothing();
    if (!org_view.org().new_after_months) return totals;
    all_.visit(Base::won, mine_, range, [&](Ref, const Contribution& c, const Cell& part) {
      const bool named = c.dimensions[static_cast<std::size_t>(Dimension::kind)] != no_name;
      if (!named && org_view.new_customer(c) == new_customer) all_.count(totals, c, part);
    });
    return totals;
  }

  std::vector<std::int64_t> first_wins() const override {
    std::vector<std::int64_t> days;
    const auto& sales = all_.sales_;
    for (const auto& person : sales.org().people) {
      const auto start = person.employed.from;
      if (!start || !range.contains(*start)) continue;
      const auto name = sales.names().find(person.id);
      if (name == no_name || !covers(name, *start)) continue;
      std::optional<Day> first;
      for (const auto currency : sales.cube().currencies()) {
        const auto day = sales.cube().first_day(Base::won, currency, {name, {}});
        if (day && (!first || *day < *first)) first = day;
      }
      if (first && *first >= *start) days.push_back((*first - *start).count());
    }
    return days;
  }

  std::optional<Amount> quota() const override {
    const auto who = subject_of(all_.sales_, mine_);
    if (!who) return std::nullopt;
    return all_.sales_.quotas().quota_for(all_.target_.name, *who, range);
  }
  std::optional<Amount> forecast() const override {
    const auto who = subject_of(all_.sales_, mine_);
    if (!who) return std::nullopt;
    return all_.sales_.quotas().forecast_for(*who, range);
  }
  Figure target() const override { return evaluate_other(all_.target_); }
  bool target_is_money() const override { return all_.target_.unit == Unit::money; }

  Figure other(std::string_view name) const override {
    const auto* measure = find_measure(all_.sales_, name);
    return measure ? evaluate_other(*measure) : Figure{{}, 0, 0, "nothing"};
  }
  bool is_money(std::string_view name) const override {
    const auto* measure = find_measure(all_.sales_, name);
    return measure && measure->unit == Unit::money;
  }

  std::optional<Elapsed> elapsed() const override { return elapsed_by(Ramp::ignored); }
  std::optional<Elapsed> quota_elapsed() const override { return elapsed_by(Ramp::counts); }

 private:
  Totals nothing() const {
    Totals totals;
    totals.mixed = all_.mixed_;
    return totals;
  }

  // Like MeasureEvaluator::totals() with `until`, but the last day is scanned once for all rows.
  Totals up_to(Base base, const Range& in) const {
    const auto day = all_.sales_.calendar().day_of(*in.until);
    auto result = all_.from_cube(base, slice_of(mine_), {in.from, day});
    const Range last{day, day + std::chrono::days{1}, in.until};
    const auto& groups = all_.groups(base, group_->first, question_, last);
    if (const auto found = groups.find(group_->second); found != groups.end()) {
      result.all += found->second.all;
      result.priced += found->second.priced;
    }
    result.mixed = all_.mixed_;
    return result;
  }

  std::optional<Elapsed> elapsed_by(Ramp ramp) const {
    if (range.from == Day::min() || range.to == Day::max()) return std::nullopt;
    const auto& sales = all_.sales_;
    const auto person = mine_.person ? sales.names().text(*mine_.person) : std::string_view{};
    return core::elapsed(sales.calendar(), range, now, sales.quotas().load_of(person), ramp);
  }

  Figure evaluate_other(const Measure& measure) const {
    return evaluate(measure, Row(all_, measure, question_, range, group_));
  }

  void observe(Ref ref, const Contribution& c, std::vector<std::int64_t>& seen) const {
    // A booking in a locked month and its later reversal cancel out in sums. Here reversals are
    // skipped.
    if (c.n <= 0) return;
    if (measure_.unit == Unit::money && c.currency != all_.currency_) return;
    if (const auto value = measure_.observe(all_.sales_.org_view().entry_of(ref, c)))
      seen.push_back(*value);
  }

  std::vector<std::int64_t> grouped_observations() const {
    const auto key =
        std::pair(&measure_, ScanKey{measure_.observed, range.from, range.to, range.until});
    auto found = all_.observed_.find(key);
    if (found == all_.observed_.end()) {
      std::map<Name, std::vector<std::int64_t>> by_value;
      const auto& teams = all_.sales_.directory().teams();
      all_.visit(measure_.observed, of_all_rows(question_, group_->first), range,
                 [&](Ref ref, const Contribution& c, const Cell&) {
                   for (const auto value : values_of(c, group_->first, teams))
                     if (part_of(c, narrowed(question_, group_->first, value), teams))
                       observe(ref, c, by_value[value]);
                 });
      for (auto& [value, seen] : by_value) std::sort(seen.begin(), seen.end());
      found = all_.observed_.emplace(key, std::move(by_value)).first;
    }
    const auto mine = found->second.find(group_->second);
    return mine == found->second.end() ? std::vector<std::int64_t>{} : mine->second;
  }

  bool covers(Name person, Day start) const {
    if (mine_.person && *mine_.person != person) return false;
    const auto& directory = all_.sales_.directory();
    return std::all_of(mine_.values.begin(), mine_.values.end(), [&](const auto& wanted) {
      return wanted.first == Dimension::team &&
             directory.teams().within(directory.team(person, start, no_name), wanted.second);
    });
  }

  MeasureEvaluator& all_;
  const Measure& measure_;
  Scope question_, mine_;
  std::optional<std::pair<GroupBy, Name>> group_;
};

MeasureEvaluator::MeasureEvaluator(const SalesState& sales, Instant now, const Measure& measure,
                                   const Measure& target)
    : sales_(sales), now_(now), measure_(measure), target_(target) {
  currency_ = sales.directory().currency();
  if (currency_ != no_name) return;
  const bool open = measure.about != Measure::About::flow;
  const auto currencies = sales.currencies_of(open ? Base::open : Base::won);
  if (currencies.size() == 1) currency_ = currencies.front();
  mixed_ = currencies.size() > 1;
}

bool MeasureEvaluator::too_wide() const { return scanned_ > scan_max; }

Totals MeasureEvaluator::from_cube(Base base, const Slice& slice, const Range& range) const {
  Totals result;
  for (const auto currency : sales_.cube().currencies()) {
    const auto cell = sales_.cube().sum(base, currency, slice, range);
    result.all += cell;
    if (currency == currency_ && currency != no_name) result.priced += cell;
  }
  return result;
}

template <class Each>
void MeasureEvaluator::visit(Base base, const Scope& scope, const Range& range, Each each) {
  const auto& teams = sales_.directory().teams();
  scan(sales_, base, range, [&](Ref ref, const Contribution& c) {
    if (++scanned_ > scan_max) return false;
    if (range.until && c.at >= *range.until) return true;
    if (const auto part = part_of(c, scope, teams)) each(ref, c, *part);
    return true;
  });
}

Totals MeasureEvaluator::by_scanning(Base base, const Scope& scope, const Range& range) {
  Totals result;
  visit(base, scope, range,
        [&](Ref, const Contribution& c, const Cell& part) { count(result, c, part); });
  return result;
}

Totals MeasureEvaluator::totals_if(Base base, const Scope& scope, const Range& range,
                                   const std::function<bool(const Entry&)>& accepts) {
  Totals result;
  const auto& org_view = sales_.org_view();
  visit(base, scope, range, [&](Ref ref, const Contribution& c, const Cell& part) {
    if (accepts(org_view.entry_of(ref, c))) count(result, c, part);
  });
  result.mixed = mixed_;
  return result;
}

void MeasureEvaluator::count(Totals& totals, const Contribution& c, const Cell& part) const {
  totals.all += part;
  if (c.currency == currency_ && currency_ != no_name) totals.priced += part;
}

const std::map<Name, Totals>& MeasureEvaluator::groups(Base base, GroupBy by, const Scope& scope,
                                                       const Range& range) {
  const ScanKey key{base, range.from, range.to, range.until};
  if (const auto found = groups_.find(key); found != groups_.end()) return found->second;
  auto& groups = groups_[key];
  const auto& teams = sales_.directory().teams();
  visit(base, of_all_rows(scope, by), range, [&](Ref, const Contribution& c, const Cell&) {
    for (const auto value : values_of(c, by, teams))
      if (const auto part = part_of(c, narrowed(scope, by, value), teams))
        count(groups[value], c, *part);
  });
  return groups;
}

Totals MeasureEvaluator::totals(Base base, const Scope& scope, const Range& range) {
  Totals result;
  if (!in_cube(base, scope)) {
    result = by_scanning(base, scope, range);
  } else if (!range.until) {
    result = from_cube(base, slice_of(scope), range);
  } else {
    // Whole days from the cube; the last day is scanned up to the point in time.
    const auto day = sales_.calendar().day_of(*range.until);
    result = from_cube(base, slice_of(scope), {range.from, day});
    const auto last = by_scanning(base, scope, {day, day + std::chrono::days{1}, range.until});
    result.all += last.all;
    result.priced += last.priced;
  }
  result.mixed = mixed_;
  return result;
}

Figure MeasureEvaluator::figure(const Scope& scope, const Range& range) {
  return evaluate(measure_, Row(*this, measure_, scope, range));
}

std::vector<std::pair<Name, Figure>> MeasureEvaluator::figures(GroupBy by,
                                                               const std::vector<Name>& values,
                                                               const Scope& scope,
                                                               const Range& range) {
  groups_.clear();  // of another scope or grouping
  observed_.clear();
  std::vector<std::pair<Name, Figure>> rows;
  rows.reserve(values.size());
  for (const auto value : values)
    rows.emplace_back(value,
                      evaluate(measure_, Row(*this, measure_, scope, range, std::pair(by, value))));
  return rows;
}

Totals totals(const SalesState& sales, Base base, const Slice& slice, const Range& range) {
  Scope scope{slice.person, {}};
  if (slice.value) scope.values.push_back(*slice.value);
  const auto& measure = *find_measure(base == Base::open ? "open_amount" : "won_amount");
  return MeasureEvaluator(sales, {}, measure, measure).totals(base, scope, range);
}

}  // namespace dealbell::core
