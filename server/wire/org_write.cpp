#include <nlohmann/json.hpp>

#include "wire/org_json.hpp"

namespace dealbell::wire {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const core::Membership& member) {
  if (!member.from && !member.to) return member.person;
  Json json{{"person", member.person}};
  if (member.from) json["from"] = format_day(*member.from);
  if (member.to) json["to"] = format_day(*member.to);
  return json;
}

Json to_json(const core::OrgTeam& team) {
  Json json{{"id", team.id}, {"name", team.name}, {"members", Json::array()}};
  for (const auto& member : team.members) json["members"].push_back(to_json(member));
  return json;
}

Json to_json(const core::Quota& quota) {
  Json json{{"measure", quota.measure}, {"period", quota.period}};
  if (!quota.person.empty()) json["person"] = quota.person;
  if (!quota.team.empty()) json["team"] = quota.team;
  json["amount"] = core::format_amount(quota.amount.e4, 0);
  return json;
}

// A person or a product.
template <class Entry>
Json to_json(const Entry& entry) {
  Json json{{"id", entry.id}, {"name", entry.name}};
  if (!entry.aliases.empty()) json["aliases"] = entry.aliases;
  return json;
}

template <class Entry>
void put(Json& json, const char* key, const std::vector<Entry>& entries) {
  if (entries.empty()) return;
  for (const auto& entry : entries) json[key].push_back(to_json(entry));
}

}  // namespace

std::string write_org(const core::Org& org) {
  Json json = Json::object();
  if (!org.name.empty()) json["name"] = org.name;
  if (!org.currency.empty()) json["currency"] = org.currency;
  if (!org.calendar.zone.empty()) json["zone"] = org.calendar.zone;
  json["week_start"] = org.calendar.week_starts_sunday ? "sunday" : "monday";
  put(json, "people", org.people);
  put(json, "teams", org.teams);
  put(json, "products", org.products);
  put(json, "quotas", org.quotas);
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace dealbell::wire
