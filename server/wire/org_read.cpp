#include <algorithm>
#include <unordered_map>

#include "core/calendar.hpp"
#include "wire/document_reader.hpp"
#include "wire/json_check.hpp"
#include "wire/org_json.hpp"

namespace dealbell::wire {
namespace {

using Key = std::string_view;
constexpr Key org_keys[] = {"$schema", "name",  "currency", "zone",  "week_start",
                            "people",  "teams", "products", "quotas"};
constexpr Key alias_keys[] = {"id", "name", "aliases"};
constexpr Key team_keys[] = {"id", "name", "members"};
constexpr Key member_keys[] = {"person", "from", "to"};
constexpr Key quota_keys[] = {"measure", "period", "person", "team", "amount"};
constexpr Key quota_measures[] = {"won_amount", "won_count", "activities"};

class OrgReader {
 public:
  explicit OrgReader(const KnownZone& known_zone) : known_zone_(known_zone) {}

  OrgReading read(JsonCursor document) {
    in_.members(document, "", org_keys, [&](Key key, JsonCursor json, const std::string& at) {
      if (key == "name") in_.value(json, at, org_.name);
      if (key == "currency") currency(json, at);
      if (key == "zone") zone(json, at);
      if (key == "week_start") week_start(json, at);
      if (key == "people") list(json, at, org_.people, person_keys_);
      if (key == "products") list(json, at, org_.products, product_keys_);
      if (key == "teams") teams(json, at);
      if (key == "quotas") quotas(json, at);
    });
    check_references();
    return {std::move(org_), std::move(in_).mistakes()};
  }

 private:
  // Who claimed a key first: key → JSON pointer.
  using Claims = std::unordered_map<std::string, std::string>;
  // Something that must be among the claimed keys, if any are listed at all: while the document
  // lists no people, whoever events name is a person.
  struct Reference {
    const Claims* among;
    std::string_view what;
    std::string id;
    std::string at;
  };

  void claim(Claims& claims, const std::string& key, const std::string& at) {
    const auto [first, fresh] = claims.emplace(key, at);
    if (!fresh)
      in_.complain(Errc::bad_value, "\"" + key + "\" is already used at " + first->second, at);
  }

  void need(bool given, const char* key, const std::string& at) {
    if (!given)
      in_.complain(Errc::missing, "\"" + std::string(key) + "\" is missing", at + "/" + key);
  }

  void currency(JsonCursor json, const std::string& at) {
    if (!in_.value(json, at, org_.currency)) return;
    const auto& code = org_.currency;
    const bool upper =
        std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (code.size() != 3 || !upper)
      in_.complain(Errc::bad_value, "expected three upper-case letters such as EUR", at);
  }

  void zone(JsonCursor json, const std::string& at) {
    if (in_.value(json, at, org_.calendar.zone) && !known_zone_(org_.calendar.zone))
      in_.complain(Errc::bad_value,
                   "there is no such time zone: expected a name such as Europe/Berlin", at);
  }

  void week_start(JsonCursor json, const std::string& at) {
    std::string day;
    if (!in_.value(json, at, day)) return;
    org_.calendar.week_starts_sunday = day == "sunday";
    if (day != "sunday" && day != "monday")
      in_.complain(Errc::bad_value, "a week starts on \"monday\" or \"sunday\"", at);
  }

  // People and products: an id, a name, and other keys that mean the same.
  template <class Entry>
  void list(JsonCursor json, const std::string& at, std::vector<Entry>& entries, Claims& claims) {
    in_.elements(json, at, [&](JsonCursor element, const std::string& entry_at) {
      auto& entry = entries.emplace_back();
      in_.members(element, entry_at, alias_keys,
                  [&](Key key, JsonCursor value, const std::string& key_at) {
                    if (key == "id" && in_.value(value, key_at, entry.id, take_id))
                      claim(claims, entry.id, key_at);
                    if (key == "name") in_.value(value, key_at, entry.name);
                    if (key != "aliases") return;
                    in_.elements(value, key_at, [&](JsonCursor alias, const std::string& alias_at) {
                      if (in_.value(alias, alias_at, entry.aliases.emplace_back(), take_key))
                        claim(claims, entry.aliases.back(), alias_at);
                    });
                  });
      complete(entry, entry_at);
    });
  }

  template <class Entry>
  void complete(Entry& entry, const std::string& at) {
    need(!entry.id.empty(), "id", at);
    if (entry.name.empty()) entry.name = entry.id;
  }

  // A key as an event may carry it: like other text, but never empty.
  static Result<> take_key(JsonCursor& json, std::string& key) {
    auto taken = take(json, key);
    if (taken && key.empty()) return error(Errc::bad_value, "this must not be empty");
    return taken;
  }

  void teams(JsonCursor json, const std::string& at) {
    in_.elements(json, at, [&](JsonCursor element, const std::string& team_at) {
      auto& team = org_.teams.emplace_back();
      in_.members(
          element, team_at, team_keys, [&](Key key, JsonCursor value, const std::string& key_at) {
            if (key == "id" && in_.value(value, key_at, team.id, take_id))
              claim(team_keys_, team.id, key_at);
            if (key == "name") in_.value(value, key_at, team.name);
            if (key == "members")
              in_.elements(value, key_at, [&](JsonCursor member, const std::string& member_at) {
                membership(member, member_at, team.members.emplace_back());
              });
          });
      complete(team, team_at);
    });
  }

  // "ana" is short for {"person":"ana"}.
  void membership(JsonCursor json, const std::string& at, core::Membership& member) {
    auto person_at = at;
    if (json.kind() == JsonKind::object) {
      person_at += "/person";
      in_.members(json, at, member_keys, [&](Key key, JsonCursor value, const std::string& key_at) {
        if (key == "person")
          in_.value(value, key_at, member.person, take_id);
        else if (value.kind() != JsonKind::null)
          in_.value(value, key_at, (key == "from" ? member.from : member.to).emplace());
      });
      need(!member.person.empty(), "person", at);
    } else {
      in_.value(json, at, member.person, take_id);
    }
    if (member.from && member.to && *member.to <= *member.from)
      in_.complain(Errc::bad_value, "\"to\" is the first day outside and must be after \"from\"",
                   at + "/to");
    refer(person_keys_, "person", member.person, person_at);
  }

  void quotas(JsonCursor json, const std::string& at) {
    in_.elements(json, at, [&](JsonCursor element, const std::string& quota_at) {
      core::Quota quota;
      bool amount = false;
      in_.members(element, quota_at, quota_keys,
                  [&](Key key, JsonCursor value, const std::string& key_at) {
                    if (key == "measure") measure(value, key_at, quota.measure);
                    if (key == "period") period(value, key_at, quota.period);
                    if (key == "person" && in_.value(value, key_at, quota.person, take_id))
                      refer(person_keys_, "person", quota.person, key_at);
                    if (key == "team" && in_.value(value, key_at, quota.team, take_id))
                      refer(team_keys_, "team", quota.team, key_at);
                    if (key != "amount") return;
                    amount = true;
                    if (in_.value(value, key_at, quota.amount) && quota.amount.e4 <= 0)
                      in_.complain(Errc::bad_value, "a quota must be more than zero", key_at);
                  });
      need(!quota.period.empty(), "period", quota_at);
      need(amount, "amount", quota_at);
      if (!quota.person.empty() && !quota.team.empty())
        in_.complain(Errc::bad_value, "a quota belongs to a person or a team, not both", quota_at);
      claim(quota_keys_,
            quota.measure + " " + quota.period + " of " +
                (!quota.person.empty() ? "person " + quota.person
                 : !quota.team.empty() ? "team " + quota.team
                                       : "the office"),
            quota_at);
      org_.quotas.push_back(std::move(quota));
    });
  }

  void measure(JsonCursor json, const std::string& at, std::string& name) {
    if (in_.value(json, at, name) &&
        std::ranges::find(quota_measures, name) == std::end(quota_measures))
      in_.complain(Errc::bad_value, "a quota can be set for won_amount, won_count or activities",
                   at);
  }

  void period(JsonCursor json, const std::string& at, std::string& key) {
    if (!in_.value(json, at, key)) return;
    if (auto parsed = core::Calendar::create({}).value().parse_period(key); !parsed)
      in_.complain(Errc::bad_value, parsed.error().message, at);
  }

  void refer(const Claims& among, std::string_view what, const std::string& id,
             const std::string& at) {
    if (!id.empty()) references_.push_back({&among, what, id, at});
  }

  // Last, because people may stand behind the teams they are in.
  void check_references() {
    for (const auto& [among, what, id, at] : references_)
      if (!among->empty() && !is_id(*among, id))
        in_.complain(Errc::bad_value,
                     "there is no " + std::string(what) + " with the id \"" + id + "\"", at);
  }

  static bool is_id(const Claims& claims, const std::string& key) {
    const auto claim = claims.find(key);
    return claim != claims.end() && claim->second.ends_with("/id");
  }

  const KnownZone& known_zone_;
  DocumentReader in_;
  core::Org org_;
  Claims person_keys_, team_keys_, product_keys_, quota_keys_;
  std::vector<Reference> references_;
};

}  // namespace

OrgReading check_org(std::string_view text, const KnownZone& known_zone) {
  if (auto checked = check_json(text); !checked) return {{}, {checked.error()}};
  return OrgReader(known_zone).read(JsonCursor(text));
}

Result<core::Org> read_org(std::string_view text, const KnownZone& known_zone) {
  auto reading = check_org(text, known_zone);
  if (reading.errors.empty()) return std::move(reading.org);
  auto first = reading.errors.front();
  if (const auto more = reading.errors.size() - 1; more > 0)
    first.message +=
        " (and " + std::to_string(more) + (more == 1 ? " more mistake)" : " more mistakes)");
  return first;
}

}  // namespace dealbell::wire
