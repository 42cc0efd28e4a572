#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "core/org/org.hpp"

namespace dealbell::wire {

// Whether an IANA zone name exists; the caller has the tz database.
using KnownZone = std::function<bool(std::string_view)>;

// The org document ⇄ core::Org. Its shape is config/org.schema.json, with an example beside it; ids
// and keys are explained in core/org/org.hpp.
//
// Reading returns all errors at once, each with its JSON pointer: unknown keys (with a suggestion),
// wrong types, ids and aliases used twice, and people, teams, measures, periods and zones that do
// not exist (with a suggestion). `org` is complete only if there are no errors. At most 100 errors
// are returned.
struct CheckedOrg {
  core::Org org;
  std::vector<Error> errors;
};
// Which rules a document must follow. A stored document was valid when it was accepted and stays
// valid: it may break rules that were added since, which are noted where they are checked.
enum class OrgRules : std::uint8_t { current, when_stored };

CheckedOrg check_org(std::string_view text, const KnownZone& known_zone,
                     OrgRules rules = OrgRules::current);

// The same with the first error only; its message says how many more there are.
Result<core::Org> read_org(std::string_view text, const KnownZone& known_zone,
                           OrgRules rules = OrgRules::current);

// The document with its rates replaced and every other byte unchanged: a document written by hand
// has an order, notes and names that would be lost if it were written again from core::Org.
Result<std::string> with_rates(std::string_view document,
                               const std::vector<core::RateSheet>& rates);

// Indented JSON for people to edit; read_org reads it.
std::string write_org(const core::Org& org);

}  // namespace dealbell::wire
