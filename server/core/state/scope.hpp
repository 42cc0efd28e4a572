#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "core/org/directory.hpp"
#include "core/state/cube.hpp"

namespace dealbell::core {

// What a figure is about: a person, dimension values, both; neither is everything.
struct Scope {
  std::optional<Name> person;
  std::vector<std::pair<Dimension, Name>> values;
};

// What the rows of a question differ in: the person, or the value of a dimension.
using GroupBy = std::optional<Dimension>;  // nullopt: the person
Scope narrowed(Scope scope, GroupBy by, Name value);

// Whether the cube holds the scope's sums of the base.
bool in_cube(Base base, const Scope& scope);
Slice slice_of(const Scope& scope);

// What the scope leaves of a contribution: the whole, the part of the person or team it names, or
// nothing.
std::optional<Cell> part_of(const Contribution& c, const Scope& scope, const TeamTree& teams);

// The groups a contribution counts in: each person or team once, or its one value.
std::vector<Name> values_of(const Contribution& c, GroupBy by, const TeamTree& teams);

}  // namespace dealbell::core
