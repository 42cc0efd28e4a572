#pragma once

#include <map>
#include <string>

#include "core/queries/needs_mapping.hpp"
#include "support/core/naive_entries.hpp"

namespace dealbell::test {

// What the admin has to map, as one text per entry: "person hubspot:77" → "2 EUR 92000.00 proposed
// ana", "stage hubspot:17 in sales" → …, "authority stripe:sales" → …, "amount hubspot" → "1 D2",
// "twin hubspot:1" → "of api:2".
using Needs = std::map<std::string, std::string>;
Needs lines_of(const core::NeedsMapping& needs);

namespace naive {
// The same, computed from all deals; written from the rules and not from the code.
Needs needs_of(const State& state, const Reader& reader);
}  // namespace naive

}  // namespace dealbell::test
