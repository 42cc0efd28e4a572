#include "core/org/person_matcher.hpp"

#include "core/values/fold_case.hpp"

namespace dealbell::core {
namespace {

std::string word_of(std::string_view text) {
  auto word = ascii_lower(is_email(text) ? text.substr(0, text.find('@')) : text);
  std::erase(word, ' ');
  return word;
}

}  // namespace

PersonMatcher::PersonMatcher(const Org& org) {
  for (const auto& person : org.people) {
    const auto answers_to = [&](std::string_view text) {
      if (text.empty()) return;
      const auto [known, fresh] = by_word_.try_emplace(word_of(text), person.id);
      if (!fresh && known->second != person.id) known->second.clear();
    };
    answers_to(person.id);
    answers_to(person.name);
    for (const auto& email : person.emails) answers_to(email);
    for (const auto& alias : person.aliases)
      if (is_email(alias)) answers_to(alias);
  }
}

std::string PersonMatcher::match(std::string_view key) const {
  const auto known = by_word_.find(word_of(key));
  return known == by_word_.end() ? std::string{} : known->second;
}

}  // namespace dealbell::core
