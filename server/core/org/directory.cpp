#include "core/org/directory.hpp"

#include "core/values/fold_case.hpp"

namespace dealbell::core {
namespace {

// Sources whose keys need no prefix: our own API (including file imports) and the demo.
bool uses_our_keys(std::string_view source) { return source == "api" || source == "demo"; }

}  // namespace

Directory::Directory(const Org& org, Names& names)
    : names_(&names),
      currency_(names.intern(org.currency)),
      pipeline_category_(names.intern("pipeline")),
      lists_people_(!org.people.empty()) {
  const auto index = [&](const auto& list, Table& shown, Table& aliases) {
    for (const auto& entry : list) {
      const auto id = names.intern(entry.id);
      shown[id] = names.intern(entry.name.empty() ? entry.id : entry.name);
      aliases[id] = id;
      for (const auto& alias : entry.aliases) aliases[names.intern(alias)] = id;
    }
  };
  index(org.people, people_, person_aliases_);
  for (const auto& person : org.people) {
    const auto id = names.intern(person.id);
    const auto claim = [&](const std::string& key) {
      if (is_email(key)) person_aliases_[names.intern(person_key(key))] = id;
    };
    claim(person.id);
    for (const auto& alias : person.aliases) claim(alias);
    for (const auto& email : person.emails) claim(email);
  }
  index(org.products, products_, product_aliases_);
  const auto words = [&](const Words& list, Table& table) {
    for (const auto& [ours, theirs] : list) {
      const auto id = names.intern(ours);
      table[id] = id;
      for (const auto& word : theirs) table[names.intern(word)] = id;
    }
  };
  words(org.kinds, kinds_);
  words(org.forecast_categories, categories_);
  for (const auto& person : org.people)
    if (person.employed.from) started_[names.intern(person.id)] = *person.employed.from;
  for (const auto& team : org.teams) {
    if (!team.parent.empty()) tree_.put(names.intern(team.id), names.intern(team.parent));
    const auto id = names.intern(team.id);
    teams_[id] = names.intern(team.name.empty() ? team.id : team.name);
    for (const auto& member : team.members) {
      for (const auto& day : {member.from, member.to})
        if (day) moves_.insert(*day);
      places_[names.intern(member.person)].push_back(
          {id, member.from.value_or(Day::min()), member.to.value_or(Day::max())});
    }
  }
}

Name Directory::resolve(const Table& aliases, Name source, Name raw, bool scoped) const {
  if (raw == no_name) return no_name;
  const auto& from = names_->text(source);
  const bool ours = uses_our_keys(from);
  Name qualified = no_name;
  if (!ours || !aliases.empty()) {
    const auto text = from + ":" + names_->text(raw);
    qualified = ours || !scoped ? names_->find(text) : names_->intern(text);
    if (const auto hit = aliases.find(qualified); hit != aliases.end()) return hit->second;
  }
  if (const auto hit = aliases.find(raw); hit != aliases.end()) return hit->second;
  return ours || !scoped ? raw : qualified;
}

Name Directory::person(Name source, Name raw) const {
  if (raw == no_name) return no_name;
  const auto [known, fresh] = resolved_.try_emplace(std::uint64_t{source} << 32 | raw);
  if (fresh) known->second = resolve_person(source, raw);
  return known->second;
}

Name Directory::resolve_person(Name source, Name raw) const {
  const auto& key = names_->text(raw);
  if (!is_email(key)) return resolve(person_aliases_, source, raw, true);
  return resolve(person_aliases_, source, names_->intern(ascii_lower(key)), false);
}

Name Directory::product(Name source, Name raw) const {
  return resolve(product_aliases_, source, raw, false);
}

Name Directory::team(Name person, Day day, Name raw_team) const {
  if (const auto places = places_.find(person); places != places_.end())
    for (const auto& place : places->second)
      if (place.from <= day && day < place.to) return place.team;
  return raw_team;
}

bool Directory::anybody_moves(Day a, Day b) const {
  const auto next = moves_.upper_bound(a);
  return next != moves_.end() && *next <= b;
}

std::optional<Day> Directory::started(Name person) const {
  const auto known = started_.find(person);
  return known == started_.end() ? std::nullopt : std::optional(known->second);
}

std::string_view Directory::display(const Table& table, Name id) const {
  const auto known = table.find(id);
  return names_->text(known == table.end() ? id : known->second);
}

}  // namespace dealbell::core
