#pragma once

#include <algorithm>
#include <random>
#include <set>
#include <string>

#include "core/calendar/calendar.hpp"
#include "core/org/org.hpp"

namespace dealbell::wire {

// Random offices within the rules of the org document, with every part in use.
class RandomOrg {
 public:
  explicit RandomOrg(std::uint64_t seed) : random_(seed) {}

  core::Org operator()() {
    core::Org org;
    if (chance(2)) org.name = text();
    if (chance(2)) org.currency = currency();
    calendar(org.calendar);
    if (chance(2)) org.lock = core::Lock{number(0, 60), day()};
    people(org);
    teams(org);
    for (int n = number(0, 3); n > 0; --n) {
      auto& product = org.products.emplace_back();
      fill(product, "product", n);
    }
    pipelines(org);
    for (int n = number(0, 3); n > 0; --n)
      org.twins.push_back({"a:" + std::to_string(n), "b:" + text(), chance(2)});
    rates(org);
    if (chance(2)) org.kinds = words({"new", "expansion", "renewal"});
    if (chance(2)) org.forecast_categories = words(categories());
    if (chance(2)) org.new_after_months = number(1, 120);
    measures(org);
    targets(org);
    boards(org);
    return org;
  }

 private:
  int number(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }
  bool chance(int one_in) { return number(1, one_in) == 1; }
  template <class List>
  auto one_of(const List& list) {
    return *std::next(std::begin(list), number(0, static_cast<int>(std::size(list)) - 1));
  }

  std::string text() {
    static constexpr const char* pieces[] = {"a", "Z", "0", " ", "\"", "\\", "/", "\n", "é", "😀"};
    std::string out;
    for (int n = number(1, 8); n > 0; --n) out += one_of(pieces);
    return out;
  }
  Day day() { return Day{std::chrono::days{number(-20'000, 80'000)}}; }
  std::optional<Day> maybe_day() { return chance(2) ? std::optional(day()) : std::nullopt; }
  core::Amount amount(bool zero = false) {
    return {std::uniform_int_distribution<std::int64_t>(zero ? 0 : 1,
                                                        1'000'000'000'000'000'000)(random_)};
  }
  std::string currency() { return one_of(std::vector<std::string>{"EUR", "USD", "JPY", "KWD"}); }
  std::int32_t percent() { return number(0, 1'000'000); }
  static std::vector<std::string> categories() {
    return {"pipeline", "best_case", "most_likely", "commit", "omitted"};
  }

  template <class Ordered>
  void span(Ordered& span) {
    span.from = maybe_day();
    span.to = maybe_day();
    if (span.from && span.to && *span.to <= *span.from) span.to = *span.from + std::chrono::days{1};
  }

  // A unique id, name and aliases.
  template <class Entry>
  void fill(Entry& entry, const std::string& what, int n) {
    entry.id = what + std::to_string(n);
    entry.name = chance(2) ? entry.id : text();
    if constexpr (requires { entry.aliases; })
      for (int a = number(0, 3); a > 0; --a)
        entry.aliases.push_back("crm:" + std::to_string(n) + "/" + std::to_string(a) + text());
  }

  void calendar(core::CalendarRules& rules) {
    using Rules = core::CalendarRules;
    if (chance(2)) rules.zone = "Europe/Berlin";
    rules.week_start = std::chrono::weekday{static_cast<unsigned>(number(0, 6))};
    if (chance(2)) return;
    rules.fiscal_year_start = static_cast<unsigned>(number(1, 12));
    rules.year_name = one_of(std::vector{Rules::YearName::end, Rules::YearName::start});
    rules.pattern = static_cast<Rules::Pattern>(number(0, 3));
    rules.year_end = one_of(std::vector{Rules::YearEnd::last, Rules::YearEnd::nearest});
    rules.extra_week = one_of(std::vector{Rules::ExtraWeek::restated, Rules::ExtraWeek::plain});
    for (auto& works : rules.works) works = chance(2);
    rules.works[static_cast<std::size_t>(number(0, 6))] = true;
    std::set<Day> holidays;
    for (int n = number(0, 4); n > 0; --n) holidays.insert(day());
    rules.holidays.assign(holidays.begin(), holidays.end());
    rules.pace = one_of(std::vector{Rules::Pace::working_days, Rules::Pace::calendar_days});
  }

  void people(core::Org& org) {
    for (int n = number(0, 4); n > 0; --n) {
      auto& person = org.people.emplace_back();
      fill(person, "p", n);
      span(person.employed);
      for (int l = number(0, 2); l > 0; --l) {
        auto& leave = person.leave.emplace_back();
        span(leave);
        if (!leave.from) leave = {day(), std::nullopt};
      }
      if (person.employed.from)
        for (int r = number(0, 3); r > 0; --r) person.ramp_e4.push_back(percent());
      for (int e = number(0, 2); e > 0; --e)
        person.emails.push_back(person.id + "." + std::to_string(e) + "@example.com");
    }
  }

  std::string person(const core::Org& org) {
    return org.people.empty() ? "anybody" : one_of(org.people).id;
  }

  void teams(core::Org& org) {
    std::set<std::string> in_a_team;
    for (int n = number(0, 4); n > 0; --n) {
      core::OrgTeam team;
      fill(team, "t", n);
      if (!org.teams.empty() && chance(2)) team.parent = one_of(org.teams).id;
      for (int m = number(0, 3); m > 0; --m) {
        const auto who = person(org);
        if (!in_a_team.insert(who).second) continue;  // one team at a time
        auto& member = team.members.emplace_back();
        member.person = who;
        span(member);
      }
      org.teams.push_back(std::move(team));
    }
  }

  void pipelines(core::Org& org) {
    for (int n = number(0, 2); n > 0; --n) {
      auto& pipeline = org.pipelines.emplace_back();
      fill(pipeline, "pipe", n);
      if (chance(3)) pipeline.authority = text();
      for (int s = number(0, 4); s > 0; --s) {
        auto& stage = pipeline.stages.emplace_back();
        fill(stage, "stage", s);
        if (chance(2)) stage.probability_e4 = percent();
        if (chance(2)) stage.stuck_after_days = number(1, 3'650);
        if (chance(2)) stage.forecast = one_of(categories());
        using enum core::DealStatus;
        if (chance(2)) stage.status = one_of(std::vector{open, won, lost});
      }
    }
  }

  void rates(core::Org& org) {
    std::set<std::pair<Day, std::string>> days;
    for (int n = number(0, 4); n > 0; --n) days.emplace(day(), currency());
    for (const auto& [from, base] : days) {
      auto& sheet = org.rates.emplace_back();
      sheet.from = from;
      sheet.base = base;
      sheet.per_e10["GBP"] = amount().e4;
      for (int c = number(0, 3); c > 0; --c)
        if (const auto to = currency(); to != base) sheet.per_e10[to] = amount().e4;
    }
  }

  core::Words words(const std::vector<std::string>& ours) {
    core::Words words;
    for (const auto& word : ours)
      if (chance(2))
        for (int n = number(0, 2); n >= 0; --n)
          n ? words[word].push_back(word + std::to_string(n) + text()) : void(words[word]);
    return words;
  }

  void measures(core::Org& org) {
    using core::OwnMeasure;
    for (int n = number(0, 6); n > 0; --n) {
      OwnMeasure measure;
      measure.id = "own_" + std::to_string(n);
      measure.name = chance(2) ? measure.id : text();
      measure.kind = static_cast<OwnMeasure::Kind>(number(0, 4));
      if (measure.kind == OwnMeasure::Kind::ratio) {
        measure.numerator = "won_amount";
        measure.denominator = "activities";
      } else if (measure.kind == OwnMeasure::Kind::points) {
        measure.points.push_back({"won_count", {amount().e4 * (chance(2) ? 1 : -1)}});
        if (chance(2)) measure.points.push_back({"won_amount", amount(true), amount()});
      } else {
        entries(measure);
      }
      org.measures.push_back(std::move(measure));
    }
  }

  void entries(core::OwnMeasure& measure) {
    using core::OwnMeasure;
    measure.of = static_cast<OwnMeasure::Of>(number(0, 4));
    const bool activities = measure.of == OwnMeasure::Of::activities;
    if (measure.kind == OwnMeasure::Kind::sum)
      measure.field = activities ? "duration_s" : chance(2) ? "amount" : "arr";
    if (measure.kind == OwnMeasure::Kind::distinct)
      measure.field = activities ? "outcome" : chance(2) ? "customer" : "person";
    for (const auto* field : {"kind", activities ? "outcome" : "lost_reason"}) {
      if (chance(2)) continue;
      auto& filter = measure.where.emplace_back();
      filter.field = field;
      filter.none_of = chance(2);
      for (int v = number(1, 3); v > 0; --v) filter.any_of.push_back(chance(5) ? "" : text());
    }
  }

  template <class Target>
  void holder(const core::Org& org, Target& target) {
    if (chance(2)) return;
    if (chance(2) && !org.teams.empty())
      target.team = one_of(org.teams).id;
    else
      target.person = person(org);
  }

  // Each in its own period, so that none is given twice.
  void targets(core::Org& org) {
    auto rules = org.calendar;
    rules.zone.clear();
    const auto calendar = core::Calendar::create(rules).value();
    const core::PeriodKind kinds[] = {core::PeriodKind::month, core::PeriodKind::quarter,
                                      core::PeriodKind::year};
    auto period = calendar.period_of(one_of(kinds), Day{std::chrono::days{number(10'000, 30'000)}});
    for (int n = number(0, 4); n > 0; --n, period = calendar.next(period)) {
      core::Quota quota;
      quota.measure = one_of(std::vector<std::string>{"won_amount", "won_count", "activities"});
      quota.period = calendar.key(period);
      holder(org, quota);
      quota.amount = amount();
      if (chance(2)) quota.from = period.from + std::chrono::days{number(0, 20)};
      org.quotas.push_back(std::move(quota));
    }
    for (int n = number(0, 3); n > 0; --n, period = calendar.next(period)) {
      core::Forecast forecast{calendar.key(period), "", "", amount(true)};
      holder(org, forecast);
      org.forecasts.push_back(std::move(forecast));
    }
  }

  void boards(core::Org& org) {
    for (int n = number(0, 2); n > 0; --n) {
      core::OrgBoard board;
      board.id = "board-" + std::to_string(n);
      board.title = chance(2) ? board.id : text();
      if (chance(2)) board.tick_ms = number(5, 10'000);
      for (int t = number(1, 4); t > 0; --t) {
        auto& tile = board.tiles.emplace_back();
        tile.id = "tile" + std::to_string(t);
        if (chance(2)) tile.title = text();
        tile.measure = org.measures.empty() || chance(2) ? "attainment" : one_of(org.measures).id;
        if (tile.measure == "attainment" && chance(2)) tile.target_of = "won_count";
        if (chance(2)) tile.by = one_of(std::vector<std::string>{"person", "stage", "month"});
        tile.period = one_of(std::vector<std::string>{"day", "month", "all"});
        if (chance(2)) tile.filters["person"] = person(org);
        if (chance(2)) tile.filters["region"] = chance(2) ? "" : text();
        tile.limit = number(1, 50);
        if (chance(2)) tile.least_n = number(0, 40);
      }
      org.boards.push_back(std::move(board));
    }
  }

  std::mt19937_64 random_;
};

}  // namespace dealbell::wire
