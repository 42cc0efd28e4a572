#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "core/floor.hpp"
#include "core/measures/measure.hpp"

namespace dealbell::core {

// What a figure is about: a person, dimension values, both; neither is everything.
struct Scope {
  std::optional<Name> person;
  std::vector<std::pair<Dimension, Name>> values;
};

// What the rows of a question differ in: the person, or the value of a dimension.
using GroupBy = std::optional<Dimension>;  // nullopt: the person
Scope narrowed(Scope scope, GroupBy by, Name value);

// Sums for the rows of one question, all in one currency: the office's, else the only one that the
// base's deals carry. From the cube where it holds them, by scanning the range's days where not.
class Summing {
 public:
  Summing(const Floor& floor, Base money);

  Totals totals(Base base, const Scope& scope, const Range& range);
  Figure figure(const Measure& measure, const Scope& scope, const Range& range);
  // The figures of every value at once: where the cube does not hold them the range is scanned
  // once, not once per value.
  std::vector<std::pair<Name, Figure>> figures(const Measure& measure, GroupBy by,
                                               const std::vector<Name>& values, const Scope& scope,
                                               const Range& range);

  // More than 200,000 entries were scanned: the figures are not whole and must not be shown.
  bool too_wide() const;
  const std::string& currency() const { return floor_.names().text(currency_); }

 private:
  Totals from_cube(Base base, const Slice& slice, const Range& range) const;
  Totals by_scanning(Base base, const Scope& scope, const Range& range);
  std::map<Name, Totals> groups_by_scanning(Base base, GroupBy by, const Scope& scope,
                                            const Range& range);
  void count(Totals& totals, const Contribution& c, std::int64_t amount) const;

  const Floor& floor_;
  Name currency_ = no_name;
  bool mixed_ = false;
  std::size_t scanned_ = 0;
};

// What one row of a screen needs: the totals of a slice of the cube.
Totals totals(const Floor& floor, Base base, const Slice& slice, const Range& range);

}  // namespace dealbell::core
