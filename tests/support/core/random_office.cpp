#include "support/core/random_office.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "support/core/office.hpp"

namespace dealbell::test {
namespace {

using namespace core;

Day random_day(Random& random, const std::string& first, std::size_t days) {
  return day(first) + std::chrono::days(random.below(days));
}

void add_people(Org& org, Random& random) {
  org.people = {
      {"ana", "Ana", {"hubspot:1"}}, {"ben", "Ben", {"2"}}, {"cat", "Cat", {}}, {"dai", "Dai", {}}};
  org.people.back().emails = {"Dai@x.com"};
  for (auto& person : org.people)
    if (random.chance(60)) person.employed.from = random_day(random, "2026-10-01", 60);
  const auto moved = random_day(random, "2026-10-15", 50);
  org.teams = {{"emea", "", {}, ""},
               {"north", "", {{"ana", {}, moved}, {"ben", {}, {}}}, "emea"},
               {"south", "", {{"ana", moved, {}}, {"cat", {}, day("2026-11-20")}}, "emea"},
               {"deep", "", {{"cat", day("2026-11-20"), {}}}, "south"}};
  if (random.chance(50)) org.teams.back().parent = "north";
}

void add_pipelines(Org& org, Random& random) {
  const auto stage = [&](const std::string& id, const std::string& forecast) {
    OrgStage s{id, "", {id + "_"}, {}, {}, forecast};
    if (random.chance(80)) s.probability_e4 = static_cast<std::int32_t>(random.below(1'000'001));
    if (random.chance(70)) s.stuck_after_days = 1 + static_cast<int>(random.below(20));
    return s;
  };
  org.pipelines = {
      {"sales", "", {"main"}, {stage("lead", ""), stage("demo", "best_case"), stage("offer", "")}},
      {"partner", "", {}, {stage("intro", "omitted"), stage("sign", "commit")}}};
  using enum DealStatus;
  auto& sales = org.pipelines[0].stages;
  sales[0].status = sales[2].status = open;
  for (const auto& [id, status] : {std::pair{"signed", won}, std::pair{"dead", lost}}) {
    sales.insert(sales.begin() + static_cast<std::ptrdiff_t>(random.below(sales.size() + 1)),
                 stage(id, ""));
    std::find_if(sales.begin(), sales.end(), [&](auto& s) { return s.id == id; })->status = status;
  }
  if (random.chance(50)) org.pipelines[1].authority = random.pick<std::string>({"api", "hubspot"});
}

void add_decisions(Org& org, Random& random) {
  for (int i = 0; i < 6; ++i) {
    const auto deal = [&](const char* source) {
      return source + std::string(":D") + std::to_string(random.below(16));
    };
    org.twins.push_back({deal("hubspot"), deal("api"), random.chance(20)});
  }
}

void add_money(Org& org, Random& random) {
  const auto per = [&] {
    return static_cast<std::int64_t>(1'000'000'000 + random.below(1u << 31));
  };
  org.rates = {{day("2026-09-01"), "EUR", {{"USD", per()}}},
               {day("2026-10-20"), "USD", {{"EUR", per()}, {"GBP", per()}}},
               {day("2026-11-15"), "EUR", {{"USD", per()}, {"JPY", per() * 90}}}};
  for (const auto* period : {"2026-10", "2026-11", "2026-12"}) {
    const auto amount = [&] {
      return Amount{static_cast<std::int64_t>(random.below(3'000'000'000))};
    };
    org.quotas.push_back({"won_amount", period, "", "", amount()});
    org.quotas.push_back({"won_amount", period, "ben", "", amount()});
    org.quotas.push_back({"won_amount", period, "", "emea", amount()});
    org.forecasts.push_back({period, "", "", amount()});
    org.forecasts.push_back({period, "ben", "", amount()});
  }
}

void add_own_measures(Org& org) {
  using Kind = OwnMeasure::Kind;
  using Of = OwnMeasure::Of;
  org.measures = {
      {"arr", "", Kind::sum, Of::won, "arr", {}, "", "", {}},
      {"west_lost", "", Kind::count, Of::lost, "", {{"region", {"west"}, true}}, "", "", {}},
      {"north_open", "", Kind::sum, Of::open, "amount", {{"team", {"north"}, false}}, "", "", {}},
      {"calls", "", Kind::count, Of::activities, "", {{"kind", {"call"}, false}}, "", "", {}},
      {"talk",
       "",
       Kind::sum,
       Of::activities,
       "duration_s",
       {{"automatic", {"true"}, true}},
       "",
       "",
       {}},
      {"buyers", "", Kind::distinct, Of::won, "customer", {}, "", "", {}},
      {"arr_per_win", "", Kind::ratio, Of::won, "", {}, "arr", "won_count", {}},
      {"score",
       "",
       Kind::points,
       Of::won,
       "",
       {},
       "",
       "",
       {{"won_count", {100'000}, {10'000}}, {"won_amount", {10'000}, {10'000'000}}}},
  };
}

struct EventGenerator {
  Random& random;
  int number = 0;

  Event event(Instant when) {
    Event e;
    e.source = random.chance(70) ? "api" : "hubspot";
    e.id = std::to_string(number++);
    e.occurred_at = when;
    e.received_at = when + std::chrono::minutes(random.below(3000));
    e.quiet = random.chance(10);
    if (random.chance(5)) e.occurred_at.reset();
    if (random.chance(5)) e.order = static_cast<std::int64_t>(random.below(3));
    return e;
  }
  std::string word(std::vector<std::string> words) { return random.pick(words); }
  template <class T>
  void maybe(int percent, Patch<T>& field, T value) {
    if (!random.chance(percent)) return;
    if (random.chance(8))
      field.emplace(std::nullopt);
    else
      field = std::move(value);
  }
  std::string person() {
    return word({"ana", "ben", "cat", "1", "2", "zoe", "Eve@x.com", "eve@X.com", "dai@X.com"});
  }
  Amount amount() {
    if (random.chance(40)) return {1'000'000 * static_cast<std::int64_t>(1 + random.below(2))};
    const auto e4 = static_cast<std::int64_t>(random.below(900'000'000));
    return {random.chance(80) ? e4 / 100 * 100 : random.chance(20) ? -e4 : e4};
  }

  std::vector<CreditShare> shares() {
    static const std::vector<std::vector<std::int32_t>> splits{{1'000'000},
                                                               {600'000, 400'000},
                                                               {333'333, 333'333, 333'334},
                                                               {250'000},
                                                               {333'300, 333'300}};
    std::vector<std::string> who{"ana", "ben", "cat", "dai", "zoe"};
    std::shuffle(who.begin(), who.end(), random.engine);
    std::vector<CreditShare> list;
    for (const auto percent : random.pick(splits)) list.push_back({who[list.size()], percent});
    if (random.chance(40)) list.push_back({who[4], 512'345, Role::overlay});
    return list;
  }

  Event deal(Instant when) {
    auto e = event(when);
    DealEvent d;
    d.id = "D" + std::to_string(random.below(16));
    using enum DealStatus;
    maybe(55, d.status,
          random.pick<DealStatus>({open, open, won, won, lost, deleted, unknown, unknown}));
    if (d.status == deleted) e.operation = Operation::remove;
    maybe(40, d.owner, person());
    maybe(45, d.amount, amount());
    maybe(45, d.currency, word({"EUR", "EUR", "EUR", "USD", "GBP", "JPY", "CHF"}));
    maybe(40, d.stage,
          word({"lead", "demo_", "offer", "signed_", "dead", "intro", "sign", "mystery"}));
    maybe(20, d.pipeline, word({"sales", "main", "partner", "other"}));
    maybe(20, d.team, word({"west", "north"}));
    maybe(30, d.product, word({"gtx", "mini"}));
    maybe(30, d.region, word({"west", "east"}));
    maybe(30, d.lead_source, word({"web", "fair"}));
    maybe(40, d.customer, word({"acme", "ACME", "zeta", "omni"}));
    maybe(25, d.kind, word({"new", "New_business", "renewal", "expansion", "odd"}));
    maybe(25, d.forecast, word({"commit", "Upside", "omitted", "most_likely", "best_case", "odd"}));
    maybe(20, d.probability_e4, static_cast<std::int32_t>(random.below(1'000'001)));
    maybe(30, d.created_at, TimeOrDay{when - std::chrono::minutes(random.below(60 * 24 * 60))});
    maybe(15, d.closed_at, TimeOrDay{when - std::chrono::minutes(random.below(60 * 24 * 20))});
    maybe(40, d.close_date, random_day(random, "2026-10-20", 60));
    maybe(12, d.credits, shares());
    if (random.chance(30)) d.amounts.emplace_back("arr", amount());
    e.what = std::move(d);
    return e;
  }

  Event activity(Instant when) {
    auto e = event(when);
    ActivityEvent a;
    a.id = "A" + std::to_string(random.below(25));
    maybe(70, a.kind, word({"call", "email"}));
    maybe(70, a.person, person());
    maybe(20, a.team, word({"west"}));
    maybe(70, a.deal, "D" + std::to_string(random.below(16)));
    maybe(50, a.at, TimeOrDay{when - std::chrono::minutes(random.below(60 * 24 * 5))});
    using enum ActivityStatus;
    maybe(80, a.status, random.pick<ActivityStatus>({done, done, done, planned, deleted}));
    maybe(50, a.duration_s, static_cast<std::int64_t>(random.below(4000)));
    maybe(40, a.automatic, random.chance(50));
    e.what = std::move(a);
    return e;
  }

  Event refund(Instant when) {
    auto e = event(when);
    RefundEvent r;
    r.id = "R" + std::to_string(random.below(8));
    maybe(80, r.deal, "D" + std::to_string(random.below(16)));
    maybe(80, r.amount, Amount{static_cast<std::int64_t>(random.below(90'000'000))});
    maybe(60, r.currency, word({"EUR", "USD"}));
    maybe(80, r.date, random_day(random, "2026-10-01", 80));
    r.deleted = random.chance(15);
    e.what = std::move(r);
    return e;
  }
};

}  // namespace

Org random_org(Random& random) {
  Org org = Office::euros();
  org.calendar.zone = random.pick<std::string>({"Etc/UTC", "Europe/Berlin", "America/New_York"});
  org.calendar.holidays = {day("2026-11-11")};
  if (random.chance(30)) org.calendar.pace = CalendarRules::Pace::calendar_days;
  add_people(org, random);
  add_pipelines(org, random);
  add_money(org, random);
  add_own_measures(org);
  add_decisions(org, random);
  org.kinds = {{"new", {"New_business"}}};
  org.forecast_categories = {{"best_case", {"Upside"}}};
  if (random.chance(60)) org.new_after_months = 1 + static_cast<int>(random.below(3));
  return org;
}

std::vector<Event> random_events(Random& random, int count) {
  EventGenerator generator{random};
  std::vector<Event> history;
  for (int i = 0; i < count; ++i) {
    const auto when = at("00:00", "2026-09-20") + std::chrono::minutes(random.below(60 * 24 * 80));
    history.push_back(random.chance(75)   ? generator.deal(when)
                      : random.chance(70) ? generator.activity(when)
                                          : generator.refund(when));
  }
  return history;
}

std::vector<Event> undoing(const std::vector<Event>& history) {
  std::map<std::string, Event> last;
  for (const auto& event : history) {
    auto e = event;
    e.occurred_at = e.received_at = at("00:00", "2027-03-01");
    e.operation = Operation::remove;
    const auto undo = [&](auto deletion, const auto& original) {
      deletion.id = original.id;
      if constexpr (requires { deletion.deleted; })
        deletion.deleted = true;
      else
        deletion.status = std::decay_t<decltype(**deletion.status)>::deleted;
      e.id = "undo " + original.id;
      e.what = deletion;
    };
    if (const auto* d = std::get_if<DealEvent>(&event.what)) undo(DealEvent{}, *d);
    if (const auto* a = std::get_if<ActivityEvent>(&event.what)) undo(ActivityEvent{}, *a);
    if (const auto* r = std::get_if<RefundEvent>(&event.what)) undo(RefundEvent{}, *r);
    last[e.source + e.id] = e;
  }
  std::vector<Event> events;
  for (const auto& [key, event] : last) events.push_back(event);
  return events;
}

}  // namespace dealbell::test
