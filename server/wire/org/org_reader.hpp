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

// The ids and aliases of one kind of entry, and who has claimed each.
struct Claims {
  struct Claim {
    std::string at;
    std::string id;  // of the entry; a key that is its own id is one
  };
  std::string_view what;  // "person", for mistakes
  std::unordered_map<std::string, Claim> keys{};

  bool has_id(const std::string& key) const {
    const auto claim = keys.find(key);
    return claim != keys.end() && claim->second.id == key;
  }
};

// What the parts of an org document share while it is read: the document as far as it is known, the
// mistakes so far, and the ids that later parts refer to. Parts are read in the order of
// org_parts(), so whatever a part refers to is known when it is read, wherever it stands in the
// text.
class OrgReader {
 public:
  explicit OrgReader(const KnownZone& zones) : known_zone(zones) {}

  const KnownZone& known_zone;
  DocumentReader in;
  core::Org org;
  Claims people{"person"}, teams{"team"};

  void wrong(std::string message, std::string at) {
    in.complain(Errc::bad_value, std::move(message), std::move(at));
  }
  void need(bool given, const char* key, const std::string& at);

  // An id with its aliases, and the id as name where there is none. `entry` has been read at `at`.
  template <class Entry>
  void identify(Entry& entry, const std::string& at, Claims& claims);

  // A second use of a key is a mistake.
  void claim(Claims& claims, const std::string& key, const std::string& id, const std::string& at);

  // An id that must be claimed, if any are listed at all: while the document lists no people,
  // whoever events name is a person.
  void refer(const Claims& claims, const std::string& id, const std::string& at);

  // The name of a measure, ours or one of org.measures.
  void refer_to_measure(const std::string& name, const std::string& at);
  // The same of one that has quotas: not itself about a quota.
  void refer_to_target(const std::string& name, const std::string& at);

  // "to" is exclusive and so must be after "from".
  void ordered(const std::optional<Day>& from, const std::optional<Day>& to, const std::string& at);

  void day(JsonCursor json, const std::string& at, std::optional<Day>& day);  // null is no day
  void whole(JsonCursor json, const std::string& at, int low, int high, std::optional<int>& number);
  void currency(JsonCursor json, const std::string& at, std::string& code);
  void texts(JsonCursor json, const std::string& at, std::size_t most,
             std::vector<std::string>& texts);
};

bool is_currency(std::string_view code);

// [a-z][a-z0-9_]*, with `also` among the later characters; at most 40.
bool is_slug(std::string_view text, char also = '_');

// A key as an event may carry it: like other text, but never empty.
Result<> take_key(JsonCursor& json, std::string& key);

template <class Entry>
void OrgReader::identify(Entry& entry, const std::string& at, Claims& claims) {
  need(!entry.id.empty(), "id", at);
  if (entry.name.empty()) entry.name = entry.id;
  if (!entry.id.empty()) claim(claims, entry.id, entry.id, at + "/id");
  if constexpr (requires { entry.aliases; })
    for (std::size_t i = 0; i < entry.aliases.size(); ++i)
      if (!entry.aliases[i].empty())
        claim(claims, entry.aliases[i], entry.id, at + "/aliases/" + std::to_string(i));
}

}  // namespace dealbell::wire
