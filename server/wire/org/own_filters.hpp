#pragma once

#include "wire/org/org_parts.hpp"

namespace dealbell::wire {

// What entries count for an own measure: {"kind": ["new"], "region": {"not": ["west"]}}. Fields
// belong to what the measure is of.
void read_where(OrgReader&, JsonCursor, const std::string& at, core::OwnMeasure& measure);
Json write_where(const std::vector<core::OwnFilter>& where);

}  // namespace dealbell::wire
