#include <string>

#include "core/demo.hpp"
#include "core/demo_cast.hpp"
#include "core/demo_workdays.hpp"

namespace dealbell::core {
namespace {

std::string text(std::string_view view) { return std::string(view); }

// A person's part of the office's quota, by skill, in whole thousands.
Amount share_of(Amount office, int skill) {
  int skills = 0;
  for (const auto& person : demo_people()) skills += person.skill;
  constexpr std::int64_t thousand_e4 = 1'000 * 10'000;
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
    org.quotas.push_back({"won_amount", period, "", text(team.id), sum});
  }
  for (const auto& person : demo_people())
    org.quotas.push_back(
        {"won_amount", period, text(person.id), "", share_of(office, person.skill)});
}

}  // namespace

Org demo_org(Instant now, const Calendar& calendar) {
  Org org;
  org.name = "Northwind";
  org.currency = "EUR";
  org.calendar.zone = calendar.zone();
  for (const auto& person : demo_people()) {
    OrgPerson entry;
    entry.id = text(person.id);
    entry.name = text(person.name);
    entry.aliases = {entry.id + "@northwind.example"};
    org.people.push_back(std::move(entry));
  }
  for (const auto& team : demo_teams()) {
    OrgTeam entry{text(team.id), text(team.name), {}};
    for (const auto& person : demo_people())
      if (person.team == team.id) entry.members.push_back({text(person.id), {}, {}});
    org.teams.push_back(std::move(entry));
  }
  for (const auto& product : demo_products())
    org.products.push_back({text(product.id), text(product.name), {}});

  auto month = calendar.period_of(PeriodKind::month, calendar.day_of(now));
  for (int i = 0; i < 14; ++i) month = calendar.previous(month);
  for (int i = -14; i <= 12; ++i, month = calendar.next(month)) add_quotas(org, calendar, month);
  return org;
}

}  // namespace dealbell::core
