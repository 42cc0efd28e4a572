#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "core/org/directory.hpp"
#include "core/state/cube.hpp"

namespace dealbell::core {

// What a figure is restricted to: a person, values of dimensions, or both. Empty: everything.
struct Scope {
  std::optional<Name> person;
  std::vector<std::pair<Dimension, Name>> values;
};

// What the rows of a question are grouped by: the person, or a dimension.
using GroupBy = std::optional<Dimension>;  // nullopt: the person
Scope narrowed(Scope scope, GroupBy by, Name value);

// Whether the cube has sums of the base for this scope.
bool in_cube(Base base, const Scope& scope);
Slice slice_of(const Scope& scope);

// The part of a contribution that is in the scope: all of it, the part of the scope's person or
// team, or nullopt.
std::optional<Cell> part_of(const Contribution& c, const Scope& scope, const TeamTree& teams);

// The groups in which a contribution counts: each person or team once, or its dimension value.
std::vector<Name> values_of(const Contribution& c, GroupBy by, const TeamTree& teams);

}  // namespace dealbell::core
