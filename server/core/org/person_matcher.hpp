#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "core/org/org.hpp"

namespace dealbell::core {

// Whom an unknown key may mean: the only person of the document whose id, name or e-mail address
// up to the @ reads the same, without regard to case and spaces. For people to confirm; nothing
// counts by it. Cost: all people of the document, once.
class PersonMatcher {
 public:
  explicit PersonMatcher(const Org& org);

  // A person's id; empty where nobody or more than one fits.
  std::string match(std::string_view key) const;

 private:
  std::unordered_map<std::string, std::string> by_word_;  // to an id, or empty for several
};

}  // namespace dealbell::core
