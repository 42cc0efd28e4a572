#include <algorithm>
#include <string>

#include "core/demo/cast.hpp"
#include "core/demo/demo.hpp"
#include "core/demo/workdays.hpp"

namespace dealbell::core {
namespace {

// A person's part of the office's quota, by skill, in whole thousands.
Amount share_of(Amount office, int skill) {
  int skills = 0;
  for (const auto& person : demo_people()) skills += person.skill;
  constexpr std::int64_t thousand_e4 = std::int64_t{1'000} * 10'000;
  return Amount{office.e4 / skills * skill / thousand_e4 * thousand_e4};
}

void add_quotas(Org& org, const Calendar& calendar, const Period& month) {
  const auto office = demo_quota(month);
  const auto period = calendar.key(month);
  org.quotas.push_back({"won_amount", period, "", "", office});
  for (const auto& team : demo_teams()) {
    Amount sum;
    for (const auto& person : demo_people())
      if (person.team == team.id) sum.e4 += share_of(office, person.skill).e4;
    org.quotas.push_back({"won_amount", period, "", std::string(team.id), sum});
  }
  for (const auto& person : demo_people())
    org.quotas.push_back(
        {"won_amount", period, std::string(person.id), "", share_of(office, person.skill)});
}

// The pipeline with the probability and time limit of each stage.
void add_pipeline(Org& org) {
  constexpr std::int32_t percent_e4 = 10'000;
  OrgPipeline pipeline{"sales", "Sales", {}, {}};
  int likely = 20;
  for (const auto stage : demo_stages) {
    OrgStage entry;
    entry.id = std::string(stage);
    entry.name = entry.id;
    entry.name[0] = static_cast<char>(entry.name[0] - 'a' + 'A');
    entry.probability_e4 = likely * percent_e4;
    entry.stuck_after_days = 30;
    entry.forecast = likely >= 60 ? "commit" : likely >= 40 ? "best_case" : "pipeline";
    pipeline.stages.push_back(std::move(entry));
    likely = std::min(likely + 25, 90);
  }
  org.pipelines.push_back(std::move(pipeline));
}

BoardTile tile(const char* id, const char* title, const char* measure, const char* by = "",
               const char* period = "month") {
  BoardTile entry;
  entry.id = id;
  entry.title = title;
  entry.measure = measure;
  entry.by = by;
  entry.period = period;
  return entry;
}

void add_boards(Org& org) {
  org.boards.push_back({"desk",
                        "Manager's desk",
                        {
                            tile("won", "Won this month", "won_amount"),
                            tile("landing", "Landing at this pace", "run_rate_landing"),
                            tile("projected", "Projected landing", "projected_landing"),
                            tile("coverage", "Coverage", "coverage"),
                            tile("rate", "Win rate this quarter", "win_rate", "", "quarter"),
                            tile("average", "Average deal", "average_deal", "", "quarter"),
                            tile("cycle", "Sales cycle", "cycle_days", "", "quarter"),
                            tile("weighted", "Weighted pipeline", "weighted_amount", "", "quarter"),
                            tile("days", "Won by day", "won_amount", "day"),
                            tile("people", "Won by person", "won_amount", "person"),
                            tile("sources", "Won by lead source", "won_amount", "lead_source"),
                            tile("stuck", "Stuck deals", "stuck_count", "", "all"),
                        }});
  org.boards.push_back(
      {"pipeline",
       "Pipeline",
       {
           tile("open", "Open by stage", "open_amount", "stage", "all"),
           tile("conversion", "Stage conversion", "stage_conversion", "stage", "quarter"),
           tile("commit", "Commit forecast", "forecast_commit_total"),
           tile("best", "Best case forecast", "forecast_best_case_total"),
       }});
}

}  // namespace

Org demo_org(Instant now, const Calendar& calendar) {
  Org org;
  org.name = "Northwind";
  org.currency = "EUR";
  org.calendar.zone = calendar.zone();
  for (const auto& person : demo_people()) {
    OrgPerson entry;
    entry.id = std::string(person.id);
    entry.name = std::string(person.name);
    entry.aliases = {entry.id + "@northwind.example"};
    org.people.push_back(std::move(entry));
  }
  for (const auto& team : demo_teams()) {
    OrgTeam entry{std::string(team.id), std::string(team.name), {}};
    for (const auto& person : demo_people())
      if (person.team == team.id) entry.members.push_back({std::string(person.id), {}, {}});
    org.teams.push_back(std::move(entry));
  }
  for (const auto& product : demo_products())
    org.products.push_back({std::string(product.id), std::string(product.name), {}});
  add_pipeline(org);
  add_boards(org);

  auto month = calendar.period_of(PeriodKind::month, calendar.day_of(now));
  for (int i = 0; i < 14; ++i) month = calendar.previous(month);
  for (int i = -14; i <= 12; ++i, month = calendar.next(month)) add_quotas(org, calendar, month);
  return org;
}

}  // namespace dealbell::core
