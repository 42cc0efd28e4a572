#include "app/replay.hpp"

#include <cstdlib>
#include <filesystem>

#include "wire/event_json.hpp"
#include "wire/org_json.hpp"

namespace dealbell::app {

Result<> replay(const store::Ledger& ledger, core::Floor& floor) {
  std::optional<Error> failed;
  const auto read = ledger.read(floor.seq(), [&](const store::LoggedRecord& logged) {
    const auto& r = logged.record;
    const auto event = wire::read_event(r.body, r.source, r.received_at);
    if (!event) {
      failed =
          error(Errc::corrupt, "event " + std::to_string(logged.seq) +
                                   " of the ledger does not read back: " + event.error().message);
      return false;
    }
    floor.apply(*event, logged.seq);
    return true;
  });
  if (failed) return *failed;
  return read;
}

Result<core::Org> stored_org(const store::Ledger& ledger) {
  const auto version = ledger.org();
  if (!version) return version.error();
  if (!*version) return core::Org{};
  return wire::read_org((*version)->document, core::known_zone);
}

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

Result<core::Calendar> calendar_for(const core::Org& org) {
  return core::Calendar::in_zone(org.zone.empty() ? machine_zone() : org.zone,
                                 org.week_starts_sunday);
}

}  // namespace dealbell::app
