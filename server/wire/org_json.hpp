#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "core/org/org.hpp"

namespace dealbell::wire {

// Whether an IANA zone name exists; the caller knows the tz database.
using KnownZone = std::function<bool(std::string_view)>;

// The org document ⇄ core::Org. Its shape is config/org.schema.json, with an example beside it; ids
// and keys mean what core/org.hpp says.
//
// Reading answers every mistake at once, each with its JSON pointer: unknown keys (with a
// suggestion), wrong types, ids and aliases claimed twice, and people, teams, measures, periods and
// zones that do not exist (the same). `org` is whole only when there are no errors. At most 100
// errors are kept: nobody reads more.
struct OrgReading {
  core::Org org;
  std::vector<Error> errors;
};
OrgReading check_org(std::string_view text, const KnownZone& known_zone);

// The same with the first mistake as the error, its message saying how many more there are.
Result<core::Org> read_org(std::string_view text, const KnownZone& known_zone);

// The document with these rates instead of its own, and every other byte as it was: what people
// write by hand has an order, notes and names that no values keep.
Result<std::string> with_rates(std::string_view document,
                               const std::vector<core::RateSheet>& rates);

// Indented JSON for people to edit; read_org takes it back.
std::string write_org(const core::Org& org);

}  // namespace dealbell::wire
