#include "support/core/naive_measures.hpp"

#include <algorithm>
#include <set>

namespace dealbell::test::naive {
namespace {

using namespace std::chrono;
using core::Base;
using core::Sum;

Value none() { return {}; }
Value ratio(Sum above, Sum below) {
  if (below <= 0) return none();
  return static_cast<double>(above) / static_cast<double>(below);
}
Value count(std::int64_t n) { return Sum{n}; }
Value money(const Total& t) {
  if (t.n > 0 && t.priced_n == 0) return none();
  return t.amount;
}
double to_double(const Value& v) {
  if (const auto* sum = std::get_if<Sum>(&v)) return static_cast<double>(*sum);
  return std::get<double>(v);
}
bool starts(const std::string& text, const char* with) { return text.rfind(with, 0) == 0; }

// Whether the measure is about the open deals that are due in the period.
bool is_about_open(const std::string& m) {
  const std::set<std::string> names{
      "open_amount",        "open_count",       "weighted_amount",    "velocity",
      "north_open",         "forecast_commit",  "forecast_pipeline",  "forecast_most_likely",
      "forecast_best_case", "forecast_omitted", "forecast_open_total"};
  return names.contains(m);
}

std::optional<Sum> middle(std::vector<std::int64_t> numbers) {
  if (numbers.empty()) return std::nullopt;
  std::sort(numbers.begin(), numbers.end());
  const auto half = numbers.size() / 2;
  if (numbers.size() % 2) return numbers[half];
  return half_even(Sum{numbers[half - 1]} + numbers[half], 2);
}

// The same day a year before, or the last of its month.
Day year_earlier(Day day) {
  const year_month_day d{day};
  const auto before = d.year() - years{1};
  return std::min(sys_days{before / d.month() / d.day()}, sys_days{before / d.month() / last});
}

}  // namespace

Measures::Measures(const Reader& reader, const State& state)
    : reader_(reader), entries_(reader.entries_of(state)) {}

bool Measures::in(const Entry& e, const Days& days) const {
  return !days || (e.day && days->first <= *e.day && *e.day < days->second);
}

std::optional<std::pair<Sum, Sum>> Measures::part(const Entry& e, const Filters& filters) const {
  std::optional<std::string> person;
  std::vector<std::string> teams;
  for (const auto& [by, id] : filters) {
    if (by == "person")
      person = id;
    else if (by == "team")
      teams.push_back(id);
    else if (const auto word = e.words.find(by); (word == e.words.end() ? "" : word->second) != id)
      return std::nullopt;
  }
  if (!person && teams.empty()) return std::pair<Sum, Sum>{e.amount, e.extra.value_or(0)};
  std::pair<Sum, Sum> mine{0, 0};
  bool any = false;
  for (const auto& share : e.shares) {
    if (person ? share.person != *person : share.overlay) continue;
    if (!std::all_of(teams.begin(), teams.end(),
                     [&](const auto& team) { return reader_.within(share.team, team); }))
      continue;
    any = true;
    mine.first += share.amount;
    mine.second += share.weighted;
  }
  if (!any) return std::nullopt;
  if (e.base != Base::open) mine.second = e.extra.value_or(0);
  return mine;
}

Total Measures::total(Base base, const Filters& f, const Days& days, const Accepts& accepts) const {
  Total t;
  for (const auto& e : entries_) {
    if (e.base != base || !in(e, days) || (accepts && !accepts(e))) continue;
    const auto mine = part(e, f);
    if (!mine) continue;
    ++t.n;
    t.passed += e.passed;
    t.with_extra += e.extra.has_value();
    t.extra += mine->second;
    if (!e.priced) continue;
    ++t.priced_n;
    t.amount += mine->first;
    t.weighted_n += e.extra.has_value();
    t.weighted += mine->second;
  }
  return t;
}

std::vector<std::int64_t> Measures::seen(
    Base base, const Question& q,
    const std::function<std::optional<std::int64_t>(const Entry&)>& observe) const {
  std::vector<std::int64_t> numbers;
  for (const auto& e : entries_)
    if (e.base == base && in(e, q.days) && part(e, q.row))
      if (const auto number = observe(e)) numbers.push_back(*number);
  return numbers;
}

Value Measures::net(const Question& q) const {
  auto value = money(total(Base::won, q.row, q.days));
  if (auto* sum = std::get_if<Sum>(&value)) *sum -= total(Base::refunded, q.row, q.days).amount;
  return value;
}

bool Measures::is_of_kind(const Entry& won, const std::string& kind) const {
  const auto& named = won.words.at("kind");
  const auto& customer = won.words.at("customer");
  if (!named.empty()) return named == kind;
  if (!reader_.org().new_after_months || customer.empty()) return false;
  const year_month_day day{floor<days>(won.at)};
  const auto month = (day.year() / day.month()) - months{*reader_.org().new_after_months};
  const auto since = std::min(sys_days{month / day.day()}, sys_days{month / last});
  const bool bought = std::any_of(entries_.begin(), entries_.end(), [&](const Entry& other) {
    return other.base == Base::won && other.words.at("customer") == customer && other.at >= since &&
           other.at < won.at;
  });
  return kind == (bought ? "expansion" : "new");
}

// What a question's subject has as quota or forecast. The document has months.
std::optional<std::int64_t> Measures::target(const Question& q, bool forecast) const {
  if (!q.days) return std::nullopt;
  std::string person, team;
  for (const auto& [by, id] : q.row) {
    if (id.empty() || (by != "person" && by != "team")) return std::nullopt;
    auto& place = by == "person" ? person : team;
    if (!place.empty() || (!person.empty() && by == "team") || (!team.empty() && by == "person"))
      return std::nullopt;
    place = id;
  }
  const auto& org = reader_.org();
  const auto of_month = [&](const auto& list, Day first) -> std::optional<std::int64_t> {
    for (const auto& entry : list)
      if (entry.person == person && entry.team == team &&
          entry.period == format_day(first).substr(0, 7))
        return entry.amount.e4;
    return std::nullopt;
  };
  const auto month_of = [](Day day) {
    const year_month_day d{day};
    return std::pair(sys_days{d.year() / d.month() / 1},
                     sys_days{d.year() / d.month() / last} + days{1});
  };
  const auto [first, end] = month_of(q.days->first);
  if (forecast)
    return std::pair(first, end) == *q.days ? of_month(org.forecasts, first) : std::nullopt;
  // A person's days count from the first day of employment.
  std::optional<Day> begun;
  for (const auto& p : org.people)
    if (p.id == person) begun = p.employed.from;
  const auto days_of = [&](Day from, Day to) {
    if (begun) from = std::max(from, *begun);
    return from < to ? (to - from).count() : 0;
  };
  if (q.days->second <= end) {
    const auto whole = of_month(org.quotas, first);
    if (!whole) return std::nullopt;
    return half_even(Sum{*whole} * days_of(q.days->first, q.days->second), (end - first).count());
  }
  std::int64_t sum = 0;
  for (auto day = q.days->first; day < q.days->second;) {
    const auto [from, to] = month_of(day);
    const auto whole = of_month(org.quotas, from);
    if (from != day || to > q.days->second || !whole) return std::nullopt;
    sum += half_even(Sum{*whole} * days_of(from, to), (to - from).count());
    day = to;
  }
  return sum;
}

// Quarters of an hour behind us and in all.
std::pair<std::int64_t, std::int64_t> Measures::elapsed(const Question& q) const {
  const auto& calendar = reader_.calendar();
  const bool all_days = calendar.rules().pace == core::CalendarRules::Pace::calendar_days;
  const auto today = calendar.day_of(q.now);
  // A person's own days begin with their employment.
  auto begun = Day::min();
  for (const auto& [by, id] : q.row)
    for (const auto& p : reader_.org().people)
      if (by == "person" && p.id == id) begun = p.employed.from.value_or(Day::min());
  std::int64_t done = 0, all = 0;
  for (auto day = std::max(begun, q.days->first); day < q.days->second; day += days{1}) {
    const auto& free = calendar.rules().holidays;
    const bool works =
        weekday{day}.iso_encoding() <= 5 && std::find(free.begin(), free.end(), day) == free.end();
    if (!works && !all_days) continue;
    all += 96;
    if (day < today) done += 96;
    if (day == today) done += (q.now - calendar.start_of(day)) / minutes{15};
  }
  return {done, all};
}

Value Measures::pace(const Question& q) const {
  const auto there = net(q);
  const auto quota = target(q, false);
  const auto* sum = std::get_if<Sum>(&there);
  if (q.measure == "run_rate_landing") {
    if (!sum || !q.days) return none();
    const auto [done, all] = elapsed(q);
    if (done == 0 || done * 10 < all) return none();
    return Sum{half_even(*sum * all, done)};
  }
  if (!quota || *quota <= 0) return none();
  if (q.measure == "attainment") return sum ? ratio(*sum, *quota) : none();
  const auto [done, all] = elapsed(q);
  if (q.measure == "expected_to_date")
    return all ? Value{Sum{half_even(Sum{*quota} * done, all)}} : none();
  if (!sum || *sum >= *quota || done >= all) return none();
  // At least a day remains while the period lasts.
  const Sum needed = half_even((*quota - *sum) * 96, std::max<std::int64_t>(all - done, 96));
  if (q.measure == "required_per_day") return needed;
  if (done == 0 || done * 10 < all) return none();
  return needed - half_even(*sum * 96, done);
}

Value Measures::coverage(const Question& q) const {
  const auto quota = target(q, false);
  const auto won = net(q);
  const auto* sum = std::get_if<Sum>(&won);
  if (!quota || *quota <= 0 || !sum || (*quota - *sum) * 20 < *quota || nothing_dated(q))
    return none();
  return ratio(total(Base::open, q.row, q.days).amount, *quota - *sum);
}

Value Measures::forecast(const Question& q, const std::vector<std::string>& categories,
                         bool closed) const {
  const auto open = total(Base::open, q.row, q.days, [&](const Entry& e) {
    const auto& word = e.words.at("forecast");
    return std::find(categories.begin(), categories.end(), word) != categories.end();
  });
  const auto won = closed ? total(Base::won, q.row, q.days) : Total{};
  const auto back = closed ? total(Base::refunded, q.row, q.days) : Total{};
  if (won.n + open.n > 0 && won.priced_n + open.priced_n == 0) return none();
  return won.amount - back.amount + open.amount;
}

Value Measures::velocity(const Question& q) const {
  const auto tomorrow = reader_.calendar().day_of(q.now) + days{1};
  const auto to = q.days ? std::min(q.days->second, tomorrow) : tomorrow;
  const Days year{{year_earlier(to), to}};
  const auto open = total(Base::open, q.row, q.days);
  const auto won = total(Base::won, q.row, year);
  const auto closed = won.n + total(Base::lost, q.row, year).n;
  if (closed == 0 || won.extra <= 0) return none();
  // Amount of open deals × win rate / mean cycle in days.
  return Sum{half_even(Sum{half_even(open.amount * won.n, closed)} * won.with_extra * 86'400'000,
                       won.extra)};
}

Value Measures::first_win(const Question& q) const {
  Sum sum = 0;
  std::int64_t n = 0;
  for (const auto& p : reader_.org().people) {
    const auto start = p.employed.from;
    if (!start || (q.days && !(q.days->first <= *start && *start < q.days->second))) continue;
    const bool meant = std::all_of(q.row.begin(), q.row.end(), [&](const auto& filter) {
      if (filter.first == "person") return filter.second == p.id;
      return filter.first == "team" &&
             reader_.within(reader_.team_of(p.id, *start, ""), filter.second);
    });
    if (!meant) continue;
    std::optional<Day> first;
    for (const auto& e : entries_)
      if (e.base == Base::won && part(e, {{"person", p.id}}))
        first = std::min(first.value_or(*e.day), *e.day);
    if (!first || *first < *start) continue;
    sum += (*first - *start).count();
    ++n;
  }
  return ratio(sum, n);
}

Value Measures::response(const Question& q) const {
  auto times = seen(Base::created, q, [](const Entry& e) {
    std::optional<std::int64_t> first;
    for (const auto* a : e.deal->activities)
      if (const auto done = a->done(); done && !a->automatic && *done >= e.at)
        first = std::min(first.value_or((*done - e.at).count()), (*done - e.at).count());
    return first;
  });
  if (times.empty()) return none();
  if (q.measure == "response_time") return static_cast<double>(*middle(times)) / 1000;
  std::sort(times.begin(), times.end());
  std::size_t rank = 1;
  while (rank * 100 < times.size() * 95) ++rank;
  return static_cast<double>(times[rank - 1]) / 1000;
}

Total Measures::own_total(const core::OwnMeasure& own, const Question& q) const {
  using Of = core::OwnMeasure::Of;
  const std::map<Of, Base> bases{{Of::won, Base::won},
                                 {Of::lost, Base::lost},
                                 {Of::open, Base::open},
                                 {Of::created, Base::created},
                                 {Of::activities, Base::activity}};
  auto all = *this;
  all.entries_.clear();
  for (const auto& e : entries_) {
    if (e.base != bases.at(own.of)) continue;
    const bool takes = std::all_of(own.where.begin(), own.where.end(), [&](const auto& filter) {
      const bool in = std::any_of(filter.any_of.begin(), filter.any_of.end(), [&](const auto& id) {
        if (filter.field == "team") return part(e, {{"team", id}}).has_value();
        if (filter.field == "automatic") return (e.activity->automatic ? "true" : "false") == id;
        return e.words.at(filter.field) == id;
      });
      return in != filter.none_of;
    });
    if (!takes) continue;
    auto mine = e;
    if (own.kind == core::OwnMeasure::Kind::sum && e.deal && own.field != "amount") {
      const auto named = e.deal->named.find(own.field);
      mine = reader_.worth(e, named == e.deal->named.end() ? std::nullopt : named->second);
    }
    all.entries_.push_back(std::move(mine));
  }
  return all.total(bases.at(own.of), q.row, q.days);
}

Value Measures::own(const core::OwnMeasure& own, const Question& q) const {
  using Kind = core::OwnMeasure::Kind;
  const auto other = [&](const std::string& name) {
    auto asked = q;
    asked.measure = name;
    return value(asked);
  };
  const auto is_money = [](const std::string& name) {
    return name == "arr" || name == "won_amount";
  };
  switch (own.kind) {
    case Kind::count:
      return count(own_total(own, q).n);
    case Kind::sum:
      if (own.field == "duration_s") return static_cast<double>(own_total(own, q).extra);
      return money(own_total(own, q));
    case Kind::distinct: {
      std::set<std::string> different;
      for (const auto& e : entries_)
        if (e.base == Base::won && in(e, q.days) && part(e, q.row))
          different.insert(e.words.at(own.field));
      different.erase("");
      return count(static_cast<std::int64_t>(different.size()));
    }
    case Kind::ratio: {
      const auto above = other(own.numerator), below = other(own.denominator);
      if (above.index() == 0 || below.index() == 0 || to_double(below) <= 0) return none();
      return to_double(above) / (is_money(own.numerator) ? 10'000 : 1) / to_double(below) *
             (is_money(own.denominator) ? 10'000 : 1);
    }
    case Kind::points: {
      double points = 0;
      for (const auto& p : own.points) {
        const auto v = other(p.measure);
        if (v.index() == 0) continue;
        points += to_double(v) / (is_money(p.measure) ? 10'000 : 1) *
                  static_cast<double>(p.each.e4) / static_cast<double>(p.per.e4);
      }
      return points;
    }
  }
  return none();
}

// Whether there are open deals, none with an expected close: what is due in a period is not known.
bool Measures::nothing_dated(const Question& q) const {
  const auto all = total(Base::open, q.row, {});
  const auto undated = total(Base::open, q.row, {}, [](const Entry& e) { return !e.day; });
  return q.days && all.n > 0 && all.n == undated.n;
}

Value Measures::value(const Question& q) const {
  const auto& m = q.measure;
  if (is_about_open(m) && nothing_dated(q)) return none();
  for (const auto& measure : reader_.org().measures)
    if (measure.id == m) return own(measure, q);
  const auto of = [&](Base base) { return total(base, q.row, q.days); };
  const auto today = reader_.calendar().day_of(q.now);
  const Days before_today{{sys_days{year{1000} / 1 / 1}, today}};
  const Days through_today{{sys_days{year{1000} / 1 / 1}, today + days{1}}};
  const auto undated = [](const Entry& e) { return !e.day; };

  if (m == "won_amount" || m == "forecast_closed") return net(q);
  if (m == "won_count") return count(of(Base::won).n);
  if (m == "lost_amount") return money(of(Base::lost));
  if (m == "lost_count") return count(of(Base::lost).n);
  if (m == "open_amount") return money(of(Base::open));
  if (m == "open_count") return count(of(Base::open).n);
  if (m == "created_amount") return money(of(Base::created));
  if (m == "created_count") return count(of(Base::created).n);
  if (m == "refunded_amount") return money(of(Base::refunded));
  if (m == "refunded_count") return count(of(Base::refunded).n);
  if (m == "reopened_amount") return money(of(Base::reopened));
  if (m == "reopened_count") return count(of(Base::reopened).n);
  if (m == "overdue_amount") return money(total(Base::open, q.row, before_today));
  if (m == "overdue_count") return count(total(Base::open, q.row, before_today).n);
  if (m == "undated_amount") return money(total(Base::open, q.row, {}, undated));
  if (m == "undated_count") return count(total(Base::open, q.row, {}, undated).n);
  if (starts(m, "stuck")) {
    const auto limited = [](const Entry& e) { return e.day.has_value(); };
    const bool any = total(Base::aging, q.row, {}).n > 0;
    if (any && total(Base::aging, q.row, {}, limited).n == 0) return none();
  }
  if (m == "stuck_amount") return money(total(Base::aging, q.row, through_today));
  if (m == "stuck_count") return count(total(Base::aging, q.row, through_today).n);
  if (m == "activities") return count(of(Base::activity).n);
  if (m == "weighted_amount") {
    const auto t = of(Base::open);
    return t.n > 0 && t.weighted_n == 0 ? none() : Value{t.weighted};
  }
  if (m == "projected_landing") {
    const auto won = of(Base::won), open = of(Base::open);
    if (won.n > 0 && won.priced_n + open.weighted_n == 0) return none();
    return won.amount - of(Base::refunded).amount + open.weighted;
  }
  if (m == "average_deal") {
    const auto t = of(Base::won);
    return t.priced_n ? Value{Sum{half_even(t.amount, t.priced_n)}} : none();
  }
  if (m == "median_deal") {
    const auto amounts = seen(Base::won, q, [](const Entry& e) {
      return e.priced ? std::optional(e.amount) : std::nullopt;
    });
    return amounts.empty() ? none() : Value{*middle(amounts)};
  }
  if (m == "win_rate") return ratio(of(Base::won).n, of(Base::won).n + of(Base::lost).n);
  if (m == "win_rate_value")
    return ratio(of(Base::won).amount, of(Base::won).amount + of(Base::lost).amount);
  if (m == "win_rate_cohort") return ratio(of(Base::created).passed, of(Base::created).n);
  if (m == "required_coverage") {
    const auto closed = of(Base::won).n + of(Base::lost).n;
    return closed < 20 ? none() : ratio(closed, of(Base::won).n);
  }
  if (m == "largest_deal" || m == "smallest_deal") {
    const auto amounts = seen(Base::won, q, [](const Entry& e) {
      return e.priced ? std::optional(e.amount) : std::nullopt;
    });
    if (amounts.empty()) return none();
    const auto [least, most] = std::minmax_element(amounts.begin(), amounts.end());
    return Value{Sum{m == "largest_deal" ? *most : *least}};
  }
  if (m == "cycle_days" || m == "lost_cycle_days") {
    const auto t = of(m == "cycle_days" ? Base::won : Base::lost);
    if (!t.with_extra) return none();
    return static_cast<double>(t.extra) / static_cast<double>(t.with_extra) / 86'400'000.0;
  }
  if (m == "cycle_days_median" || m == "lost_cycle_days_median") {
    const auto base = m == "cycle_days_median" ? Base::won : Base::lost;
    const auto cycles = middle(seen(base, q, [](const Entry& e) { return e.extra; }));
    return cycles ? Value{static_cast<double>(*cycles) / 86'400'000.0} : none();
  }
  if (m == "stage_conversion") return ratio(of(Base::entered).passed, of(Base::entered).n);
  if (m == "stage_age") {
    const auto t = total(Base::aging, q.row, {});
    if (!t.n) return none();
    return (static_cast<double>(to_ms(q.now)) -
            static_cast<double>(t.extra) / static_cast<double>(t.n)) /
           86'400'000.0;
  }
  if (m == "activities_per_win")
    return of(Base::activity).n ? ratio(of(Base::activity).n, of(Base::won).n) : none();
  if (m == "created_share")
    return ratio(of(Base::created).n, total(Base::created, q.question, q.days).n);
  if (m == "won_count_share") return ratio(of(Base::won).n, total(Base::won, q.question, q.days).n);
  if (m == "won_amount_share")
    return ratio(of(Base::won).amount, total(Base::won, q.question, q.days).amount);
  if (m == "velocity") return velocity(q);
  if (m == "coverage") return coverage(q);
  if (m == "first_win_days") return first_win(q);
  if (starts(m, "response_time")) return response(q);
  for (const std::string kind : {"new", "expansion", "renewal"}) {
    const auto t =
        total(Base::won, q.row, q.days, [&](const Entry& e) { return is_of_kind(e, kind); });
    if (m == kind + "_amount") return money(t);
    if (m == kind + "_count") return count(t.n);
  }
  if (m == "forecast_accuracy") {
    const auto won = net(q);
    const auto submitted = target(q, true);
    const auto* sum = std::get_if<Sum>(&won);
    if (!submitted || !sum || *sum == 0) return none();
    const auto actual = static_cast<double>(*sum);
    return std::max(0.0, 1 - std::abs(actual - static_cast<double>(*submitted)) / std::abs(actual));
  }
  for (const std::string category : {"commit", "most_likely", "best_case", "pipeline", "omitted"})
    if (m == "forecast_" + category) return forecast(q, {category}, false);
  if (m == "forecast_commit_total") return forecast(q, {"commit"}, true);
  if (m == "forecast_most_likely_total") return forecast(q, {"commit", "most_likely"}, true);
  if (m == "forecast_best_case_total")
    return forecast(q, {"commit", "most_likely", "best_case"}, true);
  if (m == "forecast_open_total")
    return forecast(q, {"commit", "most_likely", "best_case", "pipeline"}, false);
  return pace(q);
}

}  // namespace dealbell::test::naive
