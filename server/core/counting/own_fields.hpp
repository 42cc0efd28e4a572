#pragma once

#include <unordered_set>
#include <vector>

#include "core/facts/deal.hpp"
#include "core/org/org.hpp"
#include "core/values/metric_base.hpp"

namespace dealbell::core {

struct Contribution;
class Directory;

// A condition of an own measure, with interned words.
struct FieldFilter {
  enum class Field : std::uint8_t { dimension, currency, lost_reason, outcome, automatic };
  Field field = Field::dimension;
  Dimension dimension = Dimension::kind;
  std::unordered_set<Name> any_of;
  bool none_of = false;
};

// An own measure that is a sum or a count: which contributions of the base `of` it includes, and
// what it adds up.
struct OwnField {
  enum class Take : std::uint8_t { count, amount, named_amount, duration };
  Base base = Base::won;  // under which it is counted in the cube
  Base of = Base::won;
  Take take = Take::count;
  Name amount = no_name;  // of named_amount
  std::vector<FieldFilter> where;
};

// What a contribution was counted from: a deal or an activity; the other one is nullptr.
struct CountedEntity {
  const Deal* deal = nullptr;
  const Activity* activity = nullptr;
};
bool passes(const std::vector<FieldFilter>& where, const CountedEntity& counted,
            const Contribution& c, const Directory& directory, const Names& names);

std::vector<FieldFilter> resolved(const std::vector<OwnFilter>& where, Names& names);
Base base_of(OwnMeasure::Of of);

// The sums and counts among the document's own measures; the i-th is counted under own_base(i).
using OwnFields = std::vector<OwnField>;
OwnFields own_fields(const Org& org, Names& names);

}  // namespace dealbell::core
