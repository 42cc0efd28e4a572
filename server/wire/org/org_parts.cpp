#include "wire/org/org_parts.hpp"

namespace dealbell::wire {
namespace {

Json text_or_nothing(const std::string& text) { return text.empty() ? Json() : Json(text); }

void read_name(OrgReader& r, JsonCursor json, const std::string& at) {
  r.in.value(json, at, r.org.name);
}

void read_currency(OrgReader& r, JsonCursor json, const std::string& at) {
  r.currency(json, at, r.org.currency);
}

void read_zone(OrgReader& r, JsonCursor json, const std::string& at) {
  auto& zone = r.org.calendar.zone;
  if (r.in.value(json, at, zone) && !r.known_zone(zone))
    r.add_error("there is no such time zone: expected a name such as Europe/Berlin", at);
}

// Ten years; a customer who returns later is certainly a new one.
constexpr int new_after_months_max = 120;

void read_new_after(OrgReader& r, JsonCursor json, const std::string& at) {
  r.whole(json, at, 1, new_after_months_max, r.org.new_after_months);
}

constexpr OrgPart parts[] = {
    {"$schema", [](OrgReader&, JsonCursor, const std::string&) {},  // for editors
     [](const core::Org&) { return Json(); }},
    {"name", read_name, [](const core::Org& org) { return text_or_nothing(org.name); }},
    {"currency", read_currency, [](const core::Org& org) { return text_or_nothing(org.currency); }},
    {"zone", read_zone, [](const core::Org& org) { return text_or_nothing(org.calendar.zone); }},
    {"week_start", read_week_start, write_week_start},
    {"calendar", read_calendar, write_calendar},
    {"lock", read_lock, write_lock},
    {"people", read_people, write_people},
    {"teams", read_teams, write_teams},
    {"products", read_products, write_products},
    {"pipelines", read_pipelines, write_pipelines},
    {"twins", read_twins, write_twins},
    {"rates", read_rates, write_rates},
    {"kinds", read_kinds, write_kinds},
    {"forecast_categories", read_forecast_categories, write_forecast_categories},
    {"new_after_months", read_new_after,
     [](const core::Org& org) {
       return org.new_after_months ? Json(*org.new_after_months) : Json();
     }},
    {"measures", read_measures, write_measures},
    {"quotas", read_quotas, write_quotas},
    {"forecasts", read_forecasts, write_forecasts},
    {"boards", read_boards, write_boards},
};

static_assert(std::ranges::equal(parts, document_keys, {}, &OrgPart::key));

}  // namespace

std::span<const OrgPart> org_parts() { return parts; }

}  // namespace dealbell::wire
