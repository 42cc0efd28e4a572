#include "support/core/scenario_office.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <stdexcept>

#include "core/values/amount.hpp"

namespace dealbell::test {
namespace {

using namespace core;
using test::Words;

Amount amount(Words& w) { return parse_amount(w.take()).value(); }

// A new entry for this id; it replaces an earlier one.
template <class T>
T& replaced(std::vector<T>& list, const std::string& id) {
  std::erase_if(list, [&](const T& one) { return one.id == id; });
  auto& entry = list.emplace_back();
  entry.id = id;
  return entry;
}

void person(Org& org, Words& w) {
  auto& p = replaced(org.people, w.take());
  while (!w.done()) {
    const auto word = w.take();
    if (word == "alias")
      p.aliases.push_back(w.take());
    else if (word == "email")
      p.emails.push_back(w.take());
    else if (word == "name")
      p.name = w.take();
    else if (word == "start")
      p.employed.from = w.day();
    else if (word == "end")
      p.employed.to = w.day();
    else if (word == "leave")
      p.leave.push_back({w.day(), w.day()});
    else if (word == "ramp")
      while (w.is_number()) p.ramp_e4.push_back(w.percent_e4());
    else
      throw std::invalid_argument("person: " + word + "?");
  }
}

void team(Org& org, Words& w) {
  auto& t = replaced(org.teams, w.take());
  if (w.take_if("in")) t.parent = w.take();
  while (!w.done()) {
    auto& member = t.members.emplace_back();
    member.person = w.take();
    if (w.take_if("from")) member.from = w.day();
    if (w.take_if("to")) member.to = w.day();
  }
}

DealStatus stage_status(const std::string& word) {
  if (word == "open") return DealStatus::open;
  if (word == "won") return DealStatus::won;
  if (word == "lost") return DealStatus::lost;
  throw std::invalid_argument("a stage means " + word + "?");
}

void stage(Org& org, Words& w) {
  auto& s = org.pipelines.back().stages.emplace_back();
  s.id = w.take();
  while (!w.done()) {
    const auto word = w.take();
    if (word == "alias")
      s.aliases.push_back(w.take());
    else if (word == "probability")
      s.probability_e4 = w.percent_e4();
    else if (word == "stuck_after")
      s.stuck_after_days = w.number();
    else if (word == "forecast")
      s.forecast = w.take();
    else if (word == "means")
      s.status = stage_status(w.take());
    else
      throw std::invalid_argument("stage: " + word + "?");
  }
}

// twin stripe:T1 is hubspot:7; twin stripe:T1 is not hubspot:7
void twin(Org& org, Words& w) {
  OrgTwin decided{w.take(), "", true};
  w.expect("is");
  decided.same = !w.take_if("not");
  decided.of = w.take();
  std::erase_if(org.twins, [&](const OrgTwin& t) { return t.deal == decided.deal; });
  org.twins.push_back(decided);
}

// rate 2026-01-01 1 EUR = 1.25 USD
void rate(Org& org, Words& w) {
  const auto from = w.day();
  w.expect("1");
  const auto base = w.take();
  w.expect("=");
  const auto per_e10 = amount(w).e4 * 1'000'000;
  const auto same = [&](const RateSheet& s) { return s.from == from && s.base == base; };
  auto sheet = std::find_if(org.rates.begin(), org.rates.end(), same);
  if (sheet == org.rates.end()) sheet = org.rates.insert(sheet, {from, base, {}});
  sheet->per_e10[w.take()] = per_e10;
  std::stable_sort(org.rates.begin(), org.rates.end(),
                   [](const RateSheet& a, const RateSheet& b) { return a.from < b.from; });
}

// of ana, of team north
template <class T>
void name_subject(T& entry, Words& w) {
  auto& who = w.take_if("team") ? entry.team : entry.person;
  who = w.take();
}

// quota 2026-11 of ana 1000.00; quota 2026 of team north 12 for won_count from 2026-11-16
void quota(Org& org, Words& w) {
  auto& q = org.quotas.emplace_back();
  q.period = w.take();
  if (w.take_if("of")) name_subject(q, w);
  q.amount = amount(w);
  if (w.take_if("for")) q.measure = w.take();
  if (w.take_if("from")) q.from = w.day();
}

void forecast(Org& org, Words& w) {
  auto& f = org.forecasts.emplace_back();
  f.period = w.take();
  if (w.take_if("of")) name_subject(f, w);
  f.amount = amount(w);
}

void years(Org& org, Words& w) {
  auto& c = org.calendar;
  while (!w.done()) {
    const auto word = w.take();
    if (word == "start_in_month")
      c.fiscal_year_start = static_cast<unsigned>(w.number());
    else if (word == "named_by_start")
      c.year_name = CalendarRules::YearName::start;
    else if (word == "4-4-5")
      c.pattern = CalendarRules::Pattern::w445;
    else if (word == "4-5-4")
      c.pattern = CalendarRules::Pattern::w454;
    else if (word == "5-4-4")
      c.pattern = CalendarRules::Pattern::w544;
    else if (word == "end_nearest")
      c.year_end = CalendarRules::YearEnd::nearest;
    else if (word == "plain")
      c.extra_week = CalendarRules::ExtraWeek::plain;
    else
      throw std::invalid_argument("years: " + word + "?");
  }
}

// measure arr sum arr of won where kind is new; measure ratio won_amount over lost_amount;
// measure score points 10 per 1 won_count
void measure(Org& org, Words& w) {
  auto& m = replaced(org.measures, w.take());
  const std::map<std::string, OwnMeasure::Kind> kinds{
      {"sum", OwnMeasure::Kind::sum},           {"count", OwnMeasure::Kind::count},
      {"distinct", OwnMeasure::Kind::distinct}, {"ratio", OwnMeasure::Kind::ratio},
      {"points", OwnMeasure::Kind::points},
  };
  const std::map<std::string, OwnMeasure::Of> bases{
      {"won", OwnMeasure::Of::won},         {"lost", OwnMeasure::Of::lost},
      {"open", OwnMeasure::Of::open},       {"created", OwnMeasure::Of::created},
      {"done", OwnMeasure::Of::activities},
  };
  m.kind = kinds.at(w.take());
  if (m.kind == OwnMeasure::Kind::ratio) {
    m.numerator = w.take();
    w.expect("over");
    m.denominator = w.take();
    return;
  }
  while (m.kind == OwnMeasure::Kind::points && !w.done()) {
    auto& p = m.points.emplace_back();
    p.each = amount(w);
    w.expect("per");
    p.per = amount(w);
    p.measure = w.take();
  }
  if (w.done()) return;
  if (w.peek() != "of") m.field = w.take();
  w.expect("of");
  m.of = bases.at(w.take());
  if (!w.take_if("where")) return;
  while (!w.done()) {
    auto& filter = m.where.emplace_back();
    filter.field = w.take();
    w.expect("is");
    filter.none_of = w.take_if("not");
    do filter.any_of.push_back(w.take());
    while (w.take_if("or"));
  }
}

void words(core::Words& known, Words& w) {
  auto& theirs = known[w.take()];
  theirs = w.rest();
}

using LineReader = std::function<void(Org&, Words&)>;
const std::map<std::string, LineReader> readers{
    {"currency", [](Org& org, Words& w) { org.currency = w.take_if("none") ? "" : w.take(); }},
    {"zone", [](Org& org, Words& w) { org.calendar.zone = w.take(); }},
    {"person", person},
    {"team", team},
    {"product",
     [](Org& org, Words& w) {
       auto& p = replaced(org.products, w.take());
       while (w.take_if("alias")) p.aliases.push_back(w.take());
     }},
    {"pipeline",
     [](Org& org, Words& w) {
       org.pipelines.emplace_back().id = w.take();
       if (w.take_if("authority")) org.pipelines.back().authority = w.take();
     }},
    {"twin", twin},
    {"stage", stage},
    {"rate", rate},
    {"quota", quota},
    {"forecast", forecast},
    {"lock",
     [](Org& org, Words& w) {
       w.expect("after");
       org.lock.emplace();
       org.lock->after_working_days = w.number();
       w.expect("from");
       org.lock->from = w.day();
     }},
    {"kinds", [](Org& org, Words& w) { words(org.kinds, w); }},
    {"categories", [](Org& org, Words& w) { words(org.forecast_categories, w); }},
    {"new_after_months", [](Org& org, Words& w) { org.new_after_months = w.number(); }},
    {"measure", measure},
    {"weeks_start_sunday", [](Org& org, Words&) { org.calendar.week_start = std::chrono::Sunday; }},
    {"years", years},
    {"holiday",
     [](Org& org, Words& w) {
       auto& days = org.calendar.holidays;
       while (!w.done()) days.push_back(w.day());
       std::sort(days.begin(), days.end());
     }},
    {"pace",
     [](Org& org, Words& w) {
       org.calendar.pace = w.take() == "calendar_days" ? CalendarRules::Pace::calendar_days
                                                       : CalendarRules::Pace::working_days;
     }},
};

}  // namespace

bool describe(Org& org, Words& words) {
  const auto reader = readers.find(words.peek());
  if (reader == readers.end()) return false;
  words.take();
  reader->second(org, words);
  if (!words.done()) throw std::invalid_argument("too much: " + words.peek());
  return true;
}

}  // namespace dealbell::test
