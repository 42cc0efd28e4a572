#pragma once

#include "wire/org/org_parts.hpp"

namespace dealbell::wire {

// The entries that count for an own measure: {"kind": ["new"], "region": {"not": ["west"]}}. The
// possible fields depend on what the measure counts.
void read_where(OrgReader&, JsonCursor, const std::string& at, core::OwnMeasure& measure);
Json write_where(const std::vector<core::OwnFilter>& where);

}  // namespace dealbell::wire
