#include "wire/json_check.hpp"
#include "wire/org/org_parts.hpp"

namespace dealbell::wire {
namespace {

// A part may come before the one it refers to, so all are found before the first is read.
CheckedOrg read_parts(JsonCursor document, const KnownZone& known_zone, OrgRules rules) {
  OrgReader r(known_zone, rules);
  std::unordered_map<Key, JsonCursor> given;
  r.in.members(document, "", document_keys,
               [&](Key key, JsonCursor value, const std::string&) { given.emplace(key, value); });
  for (const auto& part : org_parts())
    if (const auto found = given.find(part.key); found != given.end())
      part.read(r, found->second, pointer_step(part.key));
  return {std::move(r.org), std::move(r.in).errors()};
}

}  // namespace

CheckedOrg check_org(std::string_view text, const KnownZone& known_zone, OrgRules rules) {
  if (text.size() > document_bytes_max)
    return {{}, {error(Errc::too_large, "an org document has at most 8 MiB")}};
  if (auto checked = check_json(text); !checked) return {{}, {checked.error()}};
  return read_parts(JsonCursor(text), known_zone, rules);
}

Result<core::Org> read_org(std::string_view text, const KnownZone& known_zone, OrgRules rules) {
  auto checked = check_org(text, known_zone, rules);
  if (checked.errors.empty()) return std::move(checked.org);
  auto first = checked.errors.front();
  if (const auto more = checked.errors.size() - 1; more > 0)
    first.message +=
        " (and " + std::to_string(more) + (more == 1 ? " more error)" : " more errors)");
  return first;
}

}  // namespace dealbell::wire
