#include "app/office/stored_org.hpp"

#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>

#include "wire/org_json.hpp"

namespace dealbell::app {
namespace {

std::string machine_zone() {
  if (const char* tz = std::getenv("TZ"); tz && *tz) {
    const std::string name = *tz == ':' ? tz + 1 : tz;
    if (core::known_zone(name)) return name;
  }
  std::error_code ignored;
  const auto link = std::filesystem::read_symlink("/etc/localtime", ignored).string();
  const auto at = link.find("zoneinfo/");
  if (at == std::string::npos) return "Etc/UTC";
  const auto name = link.substr(at + 9);
  return core::known_zone(name) ? name : "Etc/UTC";
}

}  // namespace

Result<core::Org> stored_org(const store::Ledger& ledger) {
  const auto version = ledger.org();
  if (!version) return version.error();
  if (!*version) return core::Org{};
  return wire::read_org((*version)->document, core::known_zone, wire::OrgRules::when_stored);
}

Result<wire::OrgRules> rules_for_next_org(const store::Ledger& ledger) {
  const auto broken = broken_rules(ledger);
  if (!broken) return broken.error();
  return broken->empty() ? wire::OrgRules::current : wire::OrgRules::when_stored;
}

Result<std::vector<Error>> broken_rules(const store::Ledger& ledger) {
  const auto version = ledger.org();
  if (!version) return version.error();
  if (!*version) return std::vector<Error>{};
  return wire::check_org((*version)->document, core::known_zone).errors;
}

Result<core::Calendar> calendar_for(const core::Org& org) {
  auto rules = org.calendar;
  if (rules.zone.empty()) rules.zone = machine_zone();
  return core::Calendar::create(std::move(rules));
}

}  // namespace dealbell::app
