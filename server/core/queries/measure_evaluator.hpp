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

// A measure of this floor: built in, or the office's own. nullptr for a name nobody knows.
const Measure* find_measure(const SalesState& sales, std::string_view name);

// Whose quota a figure is about; nullopt for a product or a region, and for nobody's deals.
std::optional<Subject> subject_of(const SalesState& sales, const Scope& scope);

// Answers measures for the rows of one question, all in one currency: the office's, else the only
// one that the deals carry. From the cube where it holds them, by scanning the range's days where
// not.
class MeasureEvaluator {
 public:
  // `now` is for what depends on how far a period has come. `target` is the measure whose quota is
  // asked about. Both must outlive this, as must the floor.
  MeasureEvaluator(const SalesState& sales, Instant now, const Measure& measure,
                   const Measure& target);

  Figure figure(const Scope& scope, const Range& range);
  // The figures of every value at once: where the cube does not hold them the range is scanned
  // once, not once per value.
  std::vector<std::pair<Name, Figure>> figures(GroupBy by, const std::vector<Name>& values,
                                               const Scope& scope, const Range& range);
  Totals totals(Base base, const Scope& scope, const Range& range);
  // Of the entries that `accepts` accepts; by looking at every one.
  Totals totals_if(Base base, const Scope& scope, const Range& range,
                   const std::function<bool(const Contribution&)>& accepts);

  // More than 200,000 entries were scanned: the figures are not whole and must not be shown.
  bool too_wide() const;
  Name currency() const { return currency_; }

 private:
  class Row;
  friend class Row;
  // Range and scope of a scan that all rows of a question share.
  using ScanKey = std::tuple<Base, Day, Day, std::optional<Instant>>;

  Totals from_cube(Base base, const Slice& slice, const Range& range) const;
  // The entries of a base in a range, with their parts in the scope.
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

// What one row of a screen needs: the totals of a slice of the cube.
Totals totals(const SalesState& sales, Base base, const Slice& slice, const Range& range);

}  // namespace dealbell::core
