#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/org/org.hpp"
#include "wire/document_reader.hpp"
#include "wire/org/org_keys.hpp"
#include "wire/org_json.hpp"

namespace dealbell::wire {

// The ids and aliases of one kind of entry, and the entry that claimed each.
struct Claims {
  struct Claim {
    std::string at;
    std::string id;  // of the entry; equal to the key if the key is an id
  };
  std::string_view what;  // "person", for error messages
  std::unordered_map<std::string, Claim> keys{};

  bool has_id(const std::string& key) const {
    const auto claim = keys.find(key);
    return claim != keys.end() && claim->second.id == key;
  }
};

// What the parts of an org document share while it is read: the document so far, the errors so far,
// and the ids that later parts refer to. Parts are read in the order of org_parts(), so everything
// that a part refers to is known when it is read, whatever the order in the text.
class OrgReader {
 public:
  OrgReader(const KnownZone& zones, OrgRules which) : known_zone(zones), rules(which) {}

  const KnownZone& known_zone;
  const OrgRules rules;
  DocumentReader in;
  core::Org org;
  Claims people{"person"}, teams{"team"};

  void add_error(std::string message, std::string at) {
    in.add_error(Errc::bad_value, std::move(message), std::move(at));
  }
  void require(bool given, const char* key, const std::string& at);

  // Claims the id and the aliases of an entry that was read at `at`; sets a missing name to the id.
  template <class Entry>
  void identify(Entry& entry, const std::string& at, Claims& claims);

  // A key that is claimed already is an error.
  void claim(Claims& claims, const std::string& key, const std::string& id, const std::string& at);

  // The id must be claimed, unless there are no claims at all: if the document lists no people,
  // every person named by an event is one.
  void check_reference(const Claims& claims, const std::string& id, const std::string& at);

  // The name must be a built-in measure or one of org.measures.
  void check_measure(const std::string& name, const std::string& at);
  // The same, for a measure that can have quotas: one that is not itself about a quota.
  void check_target(const std::string& name, const std::string& at);

  // "to" is exclusive, so it must be after "from".
  void check_order(const std::optional<Day>& from, const std::optional<Day>& to,
                   const std::string& at);

  void day(JsonCursor json, const std::string& at, std::optional<Day>& day);  // null: no day
  void whole(JsonCursor json, const std::string& at, int low, int high, std::optional<int>& number);
  void currency(JsonCursor json, const std::string& at, std::string& code);
  void texts(JsonCursor json, const std::string& at, std::size_t most,
             std::vector<std::string>& texts);
};

bool is_currency(std::string_view code);

// [a-z][a-z0-9_]*, at most 40 characters; `also` is allowed after the first.
bool is_slug(std::string_view text, char also = '_');

// A key as an event may have it: like other text, but not empty.
Result<> take_key(JsonCursor& json, std::string& key);

template <class Entry>
void OrgReader::identify(Entry& entry, const std::string& at, Claims& claims) {
  require(!entry.id.empty(), "id", at);
  if (entry.name.empty()) entry.name = entry.id;
  if (!entry.id.empty()) claim(claims, entry.id, entry.id, at + "/id");
  if constexpr (requires { entry.aliases; })
    for (std::size_t i = 0; i < entry.aliases.size(); ++i)
      if (!entry.aliases[i].empty())
        claim(claims, entry.aliases[i], entry.id, at + "/aliases/" + std::to_string(i));
}

}  // namespace dealbell::wire
