#pragma once

#include <functional>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "core/measures/measure.hpp"
#include "core/state/sales_state.hpp"
#include "core/state/scope.hpp"

namespace dealbell::core {

// The measure with this name: one of the office's own, else a built-in one; nullptr if there is
// none.
const Measure* find_measure(const SalesState& sales, std::string_view name);

// Whose quota applies to the scope; nullopt for scopes without quotas (a product, a region) and for
// deals without a person.
std::optional<Subject> subject_of(const SalesState& sales, const Scope& scope);

// Evaluates measures for the rows of one question, all in one currency: the office's, else the only
// currency of the deals. Uses the cube if it has the sums, otherwise scans the days of the range.
class MeasureEvaluator {
 public:
  // `now` determines how much of a period has passed. `target` is the measure whose quota is used.
  // The measures and the state must outlive this object.
  MeasureEvaluator(const SalesState& sales, Instant now, const Measure& measure,
                   const Measure& target);

  Figure figure(const Scope& scope, const Range& range);
  // The figures of all values together: if the cube does not have them, the range is scanned once
  // instead of once per value.
  std::vector<std::pair<Name, Figure>> figures(GroupBy by, const std::vector<Name>& values,
                                               const Scope& scope, const Range& range);
  Totals totals(Base base, const Scope& scope, const Range& range);
  // Only of the entries for which accepts(entry) is true; scans the range.
  Totals totals_if(Base base, const Scope& scope, const Range& range,
                   const std::function<bool(const Entry&)>& accepts);

  // More than 200,000 entries would have been scanned: the figures are incomplete and must not be
  // shown.
  bool too_wide() const;
  Name currency() const { return currency_; }

 private:
  class Row;
  friend class Row;
  // Base and range of a scan that all rows of a question share.
  using ScanKey = std::tuple<Base, Day, Day, std::optional<Instant>>;

  Totals from_cube(Base base, const Slice& slice, const Range& range) const;
  // Calls each(ref, contribution, part) for the entries of a base in a range, with their part of
  // the scope.
  template <class Each>
  void visit(Base base, const Scope& scope, const Range& range, Each each);
  Totals by_scanning(Base base, const Scope& scope, const Range& range);
  const std::map<Name, Totals>& groups(Base base, GroupBy by, const Scope& scope,
                                       const Range& range);
  void count(Totals& totals, const Contribution& c, const Cell& part) const;

  const SalesState& sales_;
  Instant now_;
  const Measure& measure_;
  const Measure& target_;
  Name currency_ = no_name;
  bool mixed_ = false;
  std::size_t scanned_ = 0;
  std::map<ScanKey, std::map<Name, Totals>> groups_;
  std::map<std::pair<const Measure*, ScanKey>, std::map<Name, std::vector<std::int64_t>>> observed_;
};

// The totals of one slice of the cube.
Totals totals(const SalesState& sales, Base base, const Slice& slice, const Range& range);

}  // namespace dealbell::core
