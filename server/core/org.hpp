#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "core/amount.hpp"

namespace dealbell::core {

// A person's place in a team from a day (inclusive) to a day (exclusive); open where absent.
struct Membership {
  std::string person;
  std::optional<Day> from, to;
};

struct OrgPerson {
  std::string id;                    // what rows and links carry
  std::string name;                  // what the wall shows
  std::vector<std::string> aliases;  // raw keys, "key" for any source or "source:key" for one
};

struct OrgTeam {
  std::string id;
  std::string name;
  std::vector<Membership> members;
};

struct OrgProduct {
  std::string id;
  std::string name;
  std::vector<std::string> aliases;
};

// What somebody should reach in a period. Exactly one of person and team is set, or neither: the
// office.
struct Quota {
  std::string measure = "won_amount";
  std::string period;  // "2026-11", "2026-Q4" or "2026"
  std::string person, team;
  Amount amount;  // for counts: the count, in ten-thousandths like money
};

// The org document as values; wire/org_json reads and validates it. The default is an office nobody
// has described yet: people and teams as events name them.
struct Org {
  std::string name;
  std::string currency;  // ISO 4217, empty until set
  std::string zone;      // IANA name, empty: the caller gives the machine's
  bool week_starts_sunday = false;
  std::vector<OrgPerson> people;
  std::vector<OrgTeam> teams;
  std::vector<OrgProduct> products;
  std::vector<Quota> quotas;
};

}  // namespace dealbell::core
