#include "core/queries/explain.hpp"

#include <algorithm>

#include "core/queries/explain_page.hpp"
#include "core/queries/measure_evaluator.hpp"
#include "core/values/dimensions.hpp"

namespace dealbell::core {
namespace {

// Limits the time of one call. A page that has too few lines by then is returned as it is.
constexpr std::size_t visited_max = 200'000;

std::string word_of(const Part& part) {
  constexpr std::string_view bases[] = {"won",      "lost",  "open",     "created", "refunded",
                                        "reopened", "aging", "activity", "entered"};
  std::string word(is_own(part.base) ? "own" : bases[static_cast<std::size_t>(part.base)]);
  if (part.of == Part::n) word += "_n";
  if (part.of == Part::extra) word += part.base == Base::open ? "_weighted" : "_extra";
  if (part.of == Part::extra_n) word += "_passed";
  return word;
}

Unit unit_of(const Part& part) {
  if (part.of == Part::amount || (part.of == Part::extra && part.base == Base::open))
    return Unit::money;
  return part.of == Part::extra ? Unit::seconds : Unit::count;
}

Sum value_of(const Part& part, const Cell& cell) {
  const Sum value = part.of == Part::amount  ? cell.amount_e4
                    : part.of == Part::n     ? Sum{cell.n}
                    : part.of == Part::extra ? cell.extra
                                             : Sum{cell.extra_n};
  return part.sign * value;
}

// Builds the answer to one question.
class ExplanationBuilder {
 public:
  ExplanationBuilder(const SalesState& sales, const ExplainQuestion& question,
                     const ResolvedQuestion& resolved, Instant now)
      : sales_(sales),
        question_(question),
        resolved_(resolved),
        now_(now),
        evaluator_(sales, now, *resolved.measure, *resolved.target) {
    collect(*resolved.measure, 0);
  }

  Result<Explanation> explain() {
    const auto& m = *resolved_.measure;
    out_.range = resolved_.range;
    out_.rule = m.name + "/" + std::to_string(m.version);
    out_.formula = m.formula;
    auto& answer = out_.answer;
    answer.measure = m.name;
    answer.title = m.title;
    answer.unit = m.unit == Unit::target ? resolved_.target->unit : m.unit;
    answer.currency = sales_.names().text(evaluator_.currency());
    answer.log = sales_.log();
    answer.seq = sales_.seq();
    answer.total.figure = evaluator_.figure(resolved_.scope, resolved_.range);
    if (evaluator_.too_wide())
      return error(Errc::too_wide, "more than 200,000 entries: ask for fewer days");
    if (auto listed = list(); !listed) return listed.error();
    if (question_.after.empty()) list_left_out();
    add_inputs();
    return std::move(out_);
  }

 private:
  // The parts of a measure and of those it depends on, each once.
  void collect(const Measure& m, int depth) {
    auto parts = m.parts;
    if (m.targeted)
      parts.insert(parts.end(), resolved_.target->parts.begin(), resolved_.target->parts.end());
    for (const auto& part : parts) {
      const bool known = std::any_of(parts_.begin(), parts_.end(), [&](const Part& p) {
        return p.base == part.base && p.of == part.of && p.span == part.span &&
               p.sign == part.sign && p.label == part.label;
      });
      if (!known) parts_.push_back(part);
    }
    constexpr int depth_max = 2;  // points are made of sums
    if (depth == depth_max) return;
    for (const auto& name : m.depends_on)
      if (const auto* other = find_measure(sales_, name)) collect(*other, depth + 1);
  }

  Range range_of(const Part& part) const {
    const auto today = sales_.calendar().day_of(now_);
    switch (part.span) {
      case Part::in_range:
        return resolved_.range;
      case Part::trailing_year:
        return trailing_year(resolved_.range, today);
      case Part::everything:
        return Range::everything();
      case Part::before_today:
        return {dated().from, today};
      case Part::through_today:
        return {dated().from, today + std::chrono::days{1}};
      case Part::without_day:
        return Range::everything();
    }
    return resolved_.range;
  }

  static bool accepts(const Part& part, const Entry& entry) {
    if (part.span == Part::without_day && entry.contribution.day != undated) return false;
    return !part.accepts || part.accepts(entry);
  }
  bool accepts(const Part& part, Ref ref, const Contribution& c) const {
    return accepts(part, sales_.org_view().entry_of(ref, c));
  }

  Result<> list() {
    NewestFirst entries;
    for (const auto& part : parts_) entries.add(sales_.by_day(part.base), range_of(part));
    if (!question_.after.empty()) {
      const auto place = parse_place(question_.after);
      if (!place || place->list >= parts_.size())
        return error(Errc::bad_value, "after: not a page of this list");
      entries.skip_to(*place);
    }
    std::size_t visited = 0;
    while (const auto place = entries.next()) {
      const auto& part = parts_[place->list];
      for (const auto& c : sales_.contributions_of(part.base, place->ref))
        if (c.day == place->day && accepts(part, place->ref, c))
          add_lines(part, place->ref, c, out_.lines);
      if (out_.lines.size() < question_.limit && ++visited < visited_max) continue;
      if (entries.next()) out_.next = to_text(*place);
      return {};
    }
    return {};
  }

  void list_left_out() {
    constexpr std::size_t most = 100;
    const auto org_context = sales_.org_context();
    const auto& facts = sales_.facts();
    for (const auto& [copy, original] : sales_.org_view().twin_decisions().copies()) {
      if (out_.left_out.size() >= most) return;
      const auto ref = facts.deals.find(copy.source, copy.id);
      if (ref == Entities<Deal>::none) continue;
      DealContext context(facts.deals[ref], org_context);
      context.copy = false;  // what it would contribute without the decision
      const auto parts = contributions(context);
      for (const auto& part : parts_)
        for (const auto& c : parts)
          if (c.base == part.base && range_of(part).contains(c.day) && accepts(part, ref, c))
            add_lines(part, ref, c, out_.left_out);
      const auto& names = sales_.names();
      for (auto& line : out_.left_out)
        if (line.twin_of.empty())
          line.twin_of = names.text(original.source) + ":" + names.text(original.id);
    }
  }

  void add_lines(const Part& part, Ref ref, const Contribution& c,
                 std::vector<ExplainLine>& lines) {
    const auto& teams = sales_.directory().teams();
    if (unit_of(part) != Unit::money) {
      const auto cell = part_of(c, resolved_.scope, teams);
      if (!cell || value_of(part, *cell) == 0) return;
      auto line = line_of(part, ref, c);
      line.value = value_of(part, *cell);
      if (!c.credits.empty()) name(line, c.credits.front());
      lines.push_back(std::move(line));
      return;
    }
    for (const auto& credit : c.credits) {
      auto alone = c;
      alone.credits = {credit};
      const bool counts = resolved_.scope.person || credit.role == Role::revenue;
      if (!counts || !part_of(alone, resolved_.scope, teams)) continue;
      auto line = line_of(part, ref, c);
      const bool priced = c.currency != no_name && c.currency == evaluator_.currency();
      const Cell cell{credit.amount_e4, credit.extra, c.n, c.extra_n};
      if (priced && (part.of == Part::amount || c.extra_n > 0)) line.value = value_of(part, cell);
      name(line, credit);
      lines.push_back(std::move(line));
    }
  }

  void name(ExplainLine& line, const Credit& credit) const {
    line.percent_e4 = credit.percent_e4;
    line.overlay = credit.role == Role::overlay;
    if (credit.person == no_name) return;
    line.person = sales_.names().text(credit.person);
    line.name = sales_.directory().person_name(credit.person);
  }

  ExplainLine line_of(const Part& part, Ref ref, const Contribution& c) const {
    const auto& names = sales_.names();
    ExplainLine line;
    line.part = word_of(part);
    line.unit = unit_of(part);
    line.day = c.day;
    if (c.at != Instant{} && !c.day_only) line.at = c.at;
    line.belongs_to = c.belongs_to;
    if (sales_.counts_activities(part.base)) {
      const auto& activity = sales_.activity(ref);
      line.activity = names.text(activity.id);
      line.source = names.text(activity.source);
      line.title = names.text(activity.kind.value);
      line.deal = names.text(activity.deal.value);
      return line;
    }
    const auto& deal = sales_.deal(ref);
    line.deal = names.text(deal.id);
    line.source = names.text(deal.source);
    line.title = deal.title.value;
    line.customer = names.text(deal.customer.value);
    if (part.base == Base::refunded || is_own(part.base)) return line;
    if (deal.amount.current()) line.amount = *deal.amount.current();
    line.amount_currency = names.text(deal.currency.value);
    const bool converted = c.currency != no_name && c.currency != deal.currency.value;
    const auto day = c.belongs_to.value_or(c.day);
    if (converted)
      if (const auto rate = sales_.org_context().rates.rate(
              deal.currency.value, day == undated ? Day::max() - std::chrono::days{1} : day))
        line.rate = rate_text(*rate);
    return line;
  }

  void add_inputs() {
    for (const auto& part : parts_) {
      ExplainInput input{word_of(part), std::string(part.label), unit_of(part), {}};
      Totals totals;
      if (part.accepts || part.span == Part::without_day)
        totals = evaluator_.totals_if(part.base, resolved_.scope, range_of(part),
                                      [&](const Entry& entry) { return accepts(part, entry); });
      else
        totals = evaluator_.totals(part.base, resolved_.scope, range_of(part));
      const bool money = input.unit == Unit::money;
      const auto& cell = money ? totals.priced : totals.all;
      // A sum of times rests on the entries that have one.
      input.figure = {value_of(part, cell),
                      input.unit == Unit::seconds ? totals.all.extra_n : totals.all.n};
      if (money && totals.mixed) input.figure.value = std::monostate{};
      out_.inputs.push_back(std::move(input));
    }
    add_quotas();
  }

  void add_quotas() {
    const bool about_quota = resolved_.measure->targeted || resolved_.measure->name == "coverage";
    if (!about_quota && resolved_.measure->name != "forecast_accuracy") return;
    const auto unit = resolved_.target->unit;
    const auto add = [&](const char* part, const char* label, std::optional<Amount> amount) {
      if (!amount) return;
      ExplainInput input{part, label, unit, {}};
      if (unit == Unit::money)
        input.figure.value = Sum{amount->e4};
      else
        input.figure.value = static_cast<double>(amount->e4) / 10'000;
      out_.inputs.push_back(std::move(input));
    };
    const auto who = subject_of(sales_, resolved_.scope);
    if (!who) return;
    const auto& quotas = sales_.quotas();
    if (!about_quota)
      return add("forecast", "forecast", quotas.forecast_for(*who, resolved_.range));
    add("quota", "quota", quotas.quota_for(resolved_.target->name, *who, resolved_.range));
    if (who->person.empty())
      add("members_quota", "sum of the members' quotas",
          quotas.members_quota(resolved_.target->name, who->team, resolved_.range));
  }

  const SalesState& sales_;
  const ExplainQuestion& question_;
  ResolvedQuestion resolved_;
  Instant now_;
  MeasureEvaluator evaluator_;
  std::vector<Part> parts_;
  Explanation out_;
};

}  // namespace

Result<Explanation> explain(const SalesState& sales, const ExplainQuestion& question, Instant now) {
  auto resolved = resolve_question(sales, question.kpi);
  if (!resolved) return resolved.error();
  if (auto narrowed = narrow_to_row(sales, question.kpi.by, question.key, *resolved); !narrowed)
    return narrowed.error();
  return ExplanationBuilder(sales, question, *resolved, now).explain();
}

}  // namespace dealbell::core
