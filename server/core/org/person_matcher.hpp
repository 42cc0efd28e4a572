#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "core/org/org.hpp"

namespace dealbell::core {

// Proposes a person for an unknown key: the only person in the document whose id, name or e-mail
// address (up to the @) equals the key, ignoring case and spaces. Only a proposal for the admin to
// confirm; nothing is counted by it. Construction visits all people of the document.
class PersonMatcher {
 public:
  explicit PersonMatcher(const Org& org);

  // A person's id; empty if no person matches, or more than one.
  std::string match(std::string_view key) const;

 private:
  std::unordered_map<std::string, std::string> by_key_;  // to an id; empty if several match
};

}  // namespace dealbell::core
