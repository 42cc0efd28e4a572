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

// Selects sums: of everything, of a person, of a value of a dimension, or of both.
struct Slice {
  std::optional<Name> person;
  std::optional<std::pair<Dimension, Name>> value;
};

// Sums by day, partly with subtotals by month, per (base, currency, slice). A change of a deal
// updates a number of cells that does not depend on the number of deals; a sum over a range visits
// the whole months in it and the days at its ends.
//
// Counting: the office and a dimension value count a deal once; a team or a person counts every
// deal they have credit in. A team includes the teams below it. Overlay credit counts for the
// person only.
class Cube {
 public:
  explicit Cube(const TeamTree& teams) : teams_(&teams) {}  // must outlive the cube

  // Replaces the contributions `out` by `in`. Only cells that differ are updated.
  void change(const std::vector<Contribution>& out, const std::vector<Contribution>& in);

  // Ignores range.until: the cube has no times of day.
  Cell sum(Base base, Name currency, const Slice& slice, const Range& range) const;

  // The first day with an entry; nullopt if there is none.
  std::optional<Day> first_day(Base base, Name currency, const Slice& slice) const;

  // All currencies, people and dimension values that ever occurred; no_name for "none".
  const std::vector<Name>& currencies() const { return currencies_; }
  const std::vector<Name>& people() const { return people_; }
  const std::vector<Name>& values(Dimension d) const {
    return values_[static_cast<std::size_t>(d)];
  }

  // Cells visited by sum() since construction; tests use it to check the cost.
  std::uint64_t cells_visited() const { return cells_visited_; }
  // Whether all cells are zero.
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
  // A pending change of a cell. Collected in a list first, so that memory can be prefetched.
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
  void apply_postings();
  void note(std::size_t kind, Name value, std::vector<Name>& list);
  void note(const Key& key);

  const TeamTree* teams_;
  std::deque<Series> series_;
  HashIndex index_;                           // of series_, by key
  std::vector<Posting> out_, in_, postings_;  // of the current change; members to reuse memory
  std::vector<Name> currencies_, people_;
  std::vector<Name> values_[dimension_count];
  std::unordered_set<std::uint64_t> seen_;
  mutable std::uint64_t cells_visited_ = 0;
};

}  // namespace dealbell::core
