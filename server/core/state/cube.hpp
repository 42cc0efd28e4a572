#pragma once

#include <deque>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/calendar/range.hpp"
#include "core/counting/contribution.hpp"
#include "core/org/team_tree.hpp"
#include "core/values/cell.hpp"
#include "core/values/hash_index.hpp"

namespace dealbell::core {

// Which sums: all deals, those of a person, of a dimension's value, or of both.
struct Slice {
  std::optional<Name> person;
  std::optional<std::pair<Dimension, Name>> value;
};

// Sums by day, where it pays with month subtotals, per (base, currency, slice). What changes about
// a deal changes a number of cells that does not depend on how many deals there are; a sum over a
// range visits its whole months and the days at its edges.
//
// Counting: the office and a dimension count a deal once; a team or a person counts each deal they
// have credit in. A team has what the teams below it have. Overlay credit counts for the person
// alone.
class Cube {
 public:
  explicit Cube(const TeamTree& teams) : teams_(&teams) {}  // outlives the cube

  // Takes the one list out and puts the other in. Where two contributions differ in little, only
  // the cells that differ are touched.
  void change(const std::vector<Contribution>& out, const std::vector<Contribution>& in);

  // `until` is not looked at: what has a time of day is not in a cube.
  Cell sum(Base base, Name currency, const Slice& slice, const Range& range) const;

  // The first day with anything; nullopt when there is none.
  std::optional<Day> first_day(Base base, Name currency, const Slice& slice) const;

  // The currencies seen (no_name for what is not priced) and the values a slice may have.
  const std::vector<Name>& currencies() const { return currencies_; }
  const std::vector<Name>& people() const { return people_; }
  const std::vector<Name>& values(Dimension d) const {
    return values_[static_cast<std::size_t>(d)];
  }

  // Cells visited by sum() since the start: what the cost promise is tested with.
  std::uint64_t cells_visited() const { return cells_visited_; }
  // Nothing counted anywhere: all cells are zero.
  bool empty() const;

 private:
  struct Key {
    std::uint64_t head;  // base, dimension, currency
    std::uint64_t tail;  // value, person
    bool operator==(const Key&) const = default;
  };
  struct Series {
    Key key;
    Cell all;
    std::vector<DatedCell> days, months;  // sorted by `at`
  };
  // A cell's change on its way: written to a list first, so that trips to memory travel together.
  struct Posting {
    Key key;
    Day day;
    std::uint32_t series = 0;
    Cell cell;
  };
  static Key key(Base base, Name currency, const Slice& slice);
  static std::uint64_t hash(const Key& key);
  static bool has_months(const Key& key);
  std::uint32_t find(const Key& key) const;
  void list(const Contribution& c, std::vector<Posting>& postings) const;
  void settle();
  void note(std::size_t kind, Name value, std::vector<Name>& list);
  void note(const Key& key);

  const TeamTree* teams_;
  std::deque<Series> series_;
  HashIndex index_;                        // of series_, by key
  std::vector<Posting> out_, in_, posts_;  // of the change at hand
  std::vector<Name> currencies_, people_;
  std::vector<Name> values_[dimension_count];
  std::unordered_set<std::uint64_t> seen_;
  mutable std::uint64_t cells_visited_ = 0;
};

}  // namespace dealbell::core
