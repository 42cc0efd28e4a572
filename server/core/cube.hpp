#pragma once

#include <deque>
#include <unordered_set>
#include <vector>

#include "core/contribution.hpp"
#include "core/hash_index.hpp"

namespace dealbell::core {

// How much and how many.
struct Cell {
  Sum amount_e4 = 0;
  std::int64_t n = 0;
  Cell& operator+=(const Cell& other) {
    amount_e4 += other.amount_e4;
    n += other.n;
    return *this;
  }
  friend bool operator==(const Cell&, const Cell&) = default;
};

// From a day (inclusive) to a day (exclusive). `everything` includes what has no day.
struct Range {
  Day from = Day::min();
  Day to = Day::max();
  static constexpr Range everything() { return {}; }
  bool bounded() const { return from != Day::min() || to != Day::max(); }
  bool holds(Day day) const { return !bounded() || (from <= day && day < to && day != undated); }
};

// Which sums: all deals, those of a person, of a dimension's value, or of both.
struct Slice {
  std::optional<Name> person;
  std::optional<std::pair<Dimension, Name>> value;
};

// Sums by day with month subtotals, per (base, currency, slice). A contribution is added or taken
// away in a number of steps that does not depend on how many deals there are; a sum over a range
// visits its whole months and the days at its edges.
//
// Counting: the office and a dimension count a deal once; a team or a person counts each deal they
// have credit in. Overlay credit counts for the person alone.
class Cube {
 public:
  void add(const Contribution& c) { change(c, 1); }
  void remove(const Contribution& c) { change(c, -1); }

  Cell sum(Base base, Name currency, const Slice& slice, const Range& range) const;

  // The currencies seen with a base (no_name for what is not priced) and the values a slice may
  // have.
  const std::vector<Name>& currencies() const { return currencies_; }
  const std::vector<Name>& people() const { return people_; }
  const std::vector<Name>& values(Dimension d) const {
    return values_[static_cast<std::size_t>(d)];
  }

  // Cells visited by sum() since the start: what the cost promise is tested with.
  std::uint64_t cells_visited() const { return cells_visited_; }

 private:
  struct Key {
    std::uint64_t head;  // base, dimension, currency
    std::uint64_t tail;  // value, person
    bool operator==(const Key&) const = default;
  };
  // A cell and when, in 24 bytes where a Cell with its day takes 48: these are most of a large
  // floor's memory.
  class Dated {
   public:
    explicit Dated(std::int32_t when) : at(when) {}
    std::int32_t at;  // days since 1970, or months since 1970
    Cell cell() const { return {amount_e4_, n_}; }
    void add(const Cell& cell) {
      amount_e4_ += cell.amount_e4;
      n_ += static_cast<std::int32_t>(cell.n);
    }

   private:
    __extension__ typedef __int128 PackedSum __attribute__((aligned(8)));
    std::int32_t n_ = 0;  // deals of one day or month: below 2^31
    PackedSum amount_e4_ = 0;
  };
  static_assert(sizeof(Dated) == 24);
  struct Series {
    Key key;
    Cell all;
    std::vector<Dated> days, months;  // sorted by `at`
  };
  static Key key(Base base, Name currency, const Slice& slice);
  static std::uint64_t hash(const Key& key);
  std::uint32_t find(const Key& key) const;
  void change(const Contribution& c, int sign);
  void note(std::size_t kind, Name value, std::vector<Name>& list);
  void note(Name currency, const Slice& slice);
  // A contribution is posted to all its series before the first is settled: each is a trip to
  // memory, and so they travel together.
  void post(Base base, Name currency, const Slice& slice, const Cell& cell);
  void settle(Day day);

  std::deque<Series> series_;
  HashIndex index_;  // of series_, by key
  struct Posting {
    Series* series;
    Cell cell;
  };
  std::vector<Posting> posts_;  // of the contribution at hand
  std::vector<Name> currencies_, people_;
  std::vector<Name> values_[dimension_count];
  std::unordered_set<std::uint64_t> seen_;
  mutable std::uint64_t cells_visited_ = 0;
};

}  // namespace dealbell::core
