#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/org/org.hpp"
#include "core/org/team_tree.hpp"
#include "core/values/names.hpp"

namespace dealbell::core {

// Resolves raw keys by the org document: people and products by alias, teams by dated membership.
// Keys are resolved when state is computed and not when events arrive, so mapping a person later
// also affects everything that happened before. While the document lists no people, every key in an
// event is a person.
class Directory {
 public:
  Directory(const Org& org, Names& names);

  // The person's id: the person with this alias; else an e-mail address in lower case; else the raw
  // key itself, as "source:key" unless the source uses our own event format, because the user
  // numbers of two CRMs may coincide.
  Name person(Name source, Name raw) const;
  Name product(Name source, Name raw) const;

  // The team by membership on that day, else the team named by the event, else no_name.
  Name team(Name person, Day day, Name raw_team) const;

  // Whether the person's memberships put them into another team on `b` than on `a`.
  bool moves(Name person, Day a, Day b) const {
    return team(person, a, no_name) != team(person, b, no_name);
  }
  // Whether any membership begins or ends after `a`, up to and including `b`.
  bool anybody_moves(Day a, Day b) const;

  bool lists_people() const { return lists_people_; }
  // False for a person who is missing from a document that lists people: "needs mapping".
  bool known(Name person) const {
    return person != no_name && (!lists_people_ || people_.contains(person));
  }

  // The deal kind or forecast category for a raw word; the word itself if the document does not
  // list it.
  Name kind(Name raw) const { return canonical(kinds_, raw); }
  Name forecast(Name raw) const { return canonical(categories_, raw); }

  Name currency() const { return currency_; }  // the office's; no_name until it is set
  Name pipeline_category() const { return pipeline_category_; }  // "pipeline"
  const TeamTree& teams() const { return tree_; }
  // First day of employment, if the document has it.
  std::optional<Day> started(Name person) const;

  std::string_view person_name(Name person) const { return display(people_, person); }
  std::string_view team_name(Name team) const { return display(teams_, team); }
  std::string_view product_name(Name product) const { return display(products_, product); }

 private:
  using Table = std::unordered_map<Name, Name>;
  struct Place {
    Name team;
    Day from, to;
  };
  static Name canonical(const Table& words, Name raw) {
    const auto known = words.find(raw);
    return known == words.end() ? raw : known->second;
  }
  std::string_view display(const Table& table, Name id) const;
  Name resolve_person(Name source, Name raw) const;
  Name resolve(const Table& aliases, Name source, Name raw, bool scoped) const;

  Names* names_;
  Name currency_ = no_name;
  Name pipeline_category_ = no_name;
  bool lists_people_ = false;
  Table people_, teams_, products_;         // id → display name
  Table person_aliases_, product_aliases_;  // alias text → id
  // Cache: (source, raw key) → id. Most events name a person, and there are few distinct keys.
  mutable std::unordered_map<std::uint64_t, Name> resolved_;
  Table kinds_, categories_;  // raw word → our word
  TeamTree tree_;
  std::unordered_map<Name, Day> started_;
  std::unordered_map<Name, std::vector<Place>> places_;  // person → memberships, in document order
  std::set<Day> moves_;                                  // days on which memberships begin or end
};

}  // namespace dealbell::core
