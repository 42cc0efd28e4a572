#include "core/measures/own.hpp"

#include <unordered_set>

#include "core/counting/own_fields.hpp"
#include "core/values/dimensions.hpp"
#include "core/values/rounding.hpp"

namespace dealbell::core {
namespace {

constexpr std::string_view of_words[] = {"won deals", "lost deals", "open deals", "created deals",
                                         "activities"};

std::string_view word_of(OwnMeasure::Of of) { return of_words[static_cast<std::size_t>(of)]; }

std::string conditions(const std::vector<OwnFilter>& where) {
  std::string text;
  for (const auto& filter : where) {
    text +=
        (text.empty() ? " whose " : ", ") + filter.field + (filter.none_of ? " is not " : " is ");
    for (std::size_t i = 0; i < filter.any_of.size(); ++i)
      text += (i ? " or " : "") + ("\"" + filter.any_of[i] + "\"");
  }
  return text;
}

// An entry's value of a distinct measure's field, as a number; nullopt if it has none.
std::optional<std::int64_t> identity(const std::string& field, const Entry& entry) {
  const auto& c = entry.contribution;
  const auto& [deal, activity] = entry.counted;
  Name name = no_name;
  if (field == "deal") return entry.ref;
  if (field == "person")
    name = c.credits.empty() ? no_name : c.credits.front().person;
  else if (const auto dimension = find_dimension(field))
    name = *dimension == Dimension::team ? (c.credits.empty() ? no_name : c.credits.front().team)
                                         : c.dimensions[static_cast<std::size_t>(*dimension)];
  else if (field == "currency" && deal)
    name = deal->currency.value;
  else if (field == "lost_reason" && deal)
    name = entry.names().find(deal->lost_reason.value);
  else if (field == "outcome" && activity)
    name = activity->outcome.value;
  return name == no_name ? std::nullopt : std::optional<std::int64_t>(name);
}

Figure distinct(const Inputs& in) {
  const auto seen = in.observations();
  std::int64_t different = 0;
  for (std::size_t i = 0; i < seen.size(); ++i) different += i == 0 || seen[i] != seen[i - 1];
  return {Sum{different}, static_cast<std::int64_t>(seen.size())};
}

double number(const Figure& figure, bool money) {
  if (const auto* sum = std::get_if<Sum>(&figure.value))
    return static_cast<double>(*sum) / (money ? 10'000 : 1);
  if (const auto* other = std::get_if<double>(&figure.value)) return *other;
  return 0;
}

bool has_value(const Figure& f) { return !std::holds_alternative<std::monostate>(f.value); }

class Maker {
 public:
  explicit Maker(Names& names) : names_(names) {}

  Measure make(const OwnMeasure& own) {
    Measure m;
    m.name = own.id;
    m.title = own.name.empty() ? own.id : own.name;
    m.about = own.of == OwnMeasure::Of::open ? Measure::About::open : Measure::About::flow;
    switch (own.kind) {
      case OwnMeasure::Kind::count:
      case OwnMeasure::Kind::sum:
        add_up(m, own);
        break;
      case OwnMeasure::Kind::distinct:
        count_distinct(m, own);
        break;
      case OwnMeasure::Kind::ratio:
        divide(m, own);
        break;
      case OwnMeasure::Kind::points:
        score(m, own);
        break;
    }
    return m;
  }

 private:
  void add_up(Measure& m, const OwnMeasure& own) {
    const auto base = own_base(bases_++);
    const std::string of(word_of(own.of));
    if (own.kind == OwnMeasure::Kind::count) {
      m.unit = Unit::count;
      m.evaluate = [base](const Inputs& in) { return count_of(in.totals(base).all.n); };
      m.formula = "The number of " + of + conditions(own.where) + ".";
      m.parts = {{base, word_of(own.of), Part::n}};
    } else if (own.field == "duration_s") {
      m.unit = Unit::seconds;
      m.evaluate = [base](const Inputs& in) {
        const auto all = in.totals(base).all;
        return Figure{static_cast<double>(all.extra), all.extra_n};
      };
      m.formula = "The sum of durations of " + of + conditions(own.where) + ".";
      m.parts = {{base, word_of(own.of), Part::extra}};
    } else {
      m.unit = Unit::money;
      m.evaluate = [base](const Inputs& in) { return money_of(in.totals(base)); };
      m.formula = "The sum of \"" + own.field + "\" of " + of + conditions(own.where) + ".";
      m.parts = {{base, word_of(own.of)}};
    }
  }

  void count_distinct(Measure& m, const OwnMeasure& own) {
    m.unit = Unit::count;
    m.evaluate = distinct;
    m.observed = base_of(own.of);
    m.formula = "The number of different " + own.field + " of " + std::string(word_of(own.of)) +
                conditions(own.where) + ".";
    m.parts = {{m.observed, word_of(own.of), Part::n}};
    m.observe = [field = own.field, where = resolved(own.where, names_)](
                    const Entry& entry) -> std::optional<std::int64_t> {
      const auto& c = entry.contribution;
      if (c.n <= 0 || !passes(where, entry.counted, c, entry.directory, entry.names()))
        return std::nullopt;
      return identity(field, entry);
    };
  }

  void divide(Measure& m, const OwnMeasure& own) {
    m.unit = Unit::ratio;
    m.rate = true;
    m.evaluate = [above = own.numerator, below = own.denominator](const Inputs& in) -> Figure {
      const auto a = in.other(above), b = in.other(below);
      Figure figure{{}, b.n, a.unpriced + b.unpriced};
      if (!has_value(a) || !has_value(b) || number(b, false) <= 0)
        figure.why = "nothing";
      else
        // In whole units, so that a ratio of money to a count is in currency units.
        figure.value = number(a, in.is_money(above)) / number(b, in.is_money(below));
      return figure;
    };
    m.depends_on = {own.numerator, own.denominator};
    m.formula = "\"" + own.numerator + "\" divided by \"" + own.denominator + "\".";
  }

  void score(Measure& m, const OwnMeasure& own) {
    m.unit = Unit::points;
    m.evaluate = [points = own.points](const Inputs& in) {
      Figure figure{0.0};
      Sum total_e4 = 0;
      for (const auto& p : points) {
        const auto value = in.other(p.measure);
        figure.n += value.n;
        figure.unpriced += value.unpriced;
        const auto* sum = std::get_if<Sum>(&value.value);
        if (!sum) continue;
        const auto e4 = in.is_money(p.measure) ? *sum : *sum * 10'000;
        total_e4 += divide_half_even(e4 * p.each.e4, p.per.e4);
      }
      figure.value = static_cast<double>(total_e4) / 10'000;
      return figure;
    };
    for (const auto& p : own.points) {
      m.depends_on.push_back(p.measure);
      m.formula +=
          (m.formula.empty() ? "" : ", and ") + format_amount(p.each.e4, 0) + " points for " +
          (p.per.e4 == 10'000 ? std::string("each") : "every " + format_amount(p.per.e4, 0)) +
          " of \"" + p.measure + "\"";
    }
    m.formula += ".";
  }

  Names& names_;
  std::size_t bases_ = 0;
};

}  // namespace

std::vector<Measure> own_measures(const Org& org, Names& names) {
  std::vector<Measure> all;
  Maker maker(names);
  for (const auto& own : org.measures) all.push_back(maker.make(own));
  return all;
}

}  // namespace dealbell::core
