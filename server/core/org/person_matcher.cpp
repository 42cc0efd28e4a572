#include "core/org/person_matcher.hpp"

#include "core/values/fold_case.hpp"

namespace dealbell::core {
namespace {

std::string match_key(std::string_view text) {
  auto key = ascii_lower(is_email(text) ? text.substr(0, text.find('@')) : text);
  std::erase(key, ' ');
  return key;
}

}  // namespace

PersonMatcher::PersonMatcher(const Org& org) {
  for (const auto& person : org.people) {
    const auto add_key = [&](std::string_view text) {
      if (text.empty()) return;
      const auto [known, fresh] = by_key_.try_emplace(match_key(text), person.id);
      if (!fresh && known->second != person.id) known->second.clear();
    };
    add_key(person.id);
    add_key(person.name);
    for (const auto& email : person.emails) add_key(email);
    for (const auto& alias : person.aliases)
      if (is_email(alias)) add_key(alias);
  }
}

std::string PersonMatcher::match(std::string_view key) const {
  const auto known = by_key_.find(match_key(key));
  return known == by_key_.end() ? std::string{} : known->second;
}

}  // namespace dealbell::core
