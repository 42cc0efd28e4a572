#pragma once

#include <cstdint>

#include "core/values/amount.hpp"

namespace dealbell::core {

// The sums of some contributions: amount, count, and an extra value with a count of its own, whose
// meaning depends on the base (metric_base.hpp).
struct Cell {
  Sum amount_e4 = 0;
  Sum extra = 0;
  std::int64_t n = 0;
  std::int64_t extra_n = 0;

  Cell& operator+=(const Cell& other) {
    amount_e4 += other.amount_e4;
    extra += other.extra;
    n += other.n;
    extra_n += other.extra_n;
    return *this;
  }
  Cell operator-() const { return {-amount_e4, -extra, -n, -extra_n}; }
  bool zero() const { return amount_e4 == 0 && extra == 0 && n == 0 && extra_n == 0; }
  friend bool operator==(const Cell&, const Cell&) = default;
};

// A cell of one day or month, in 36 bytes instead of the 64 of a Cell with its day: most of a large
// office's memory is made of these. Sums have 96 bits: room for 4 × 10^10 of the largest amounts.
class DatedCell {
 public:
  explicit DatedCell(std::int32_t when) : at(when) {}
  std::int32_t at;  // days since 1970, or months since 1970

  Cell cell() const { return {amount_.value(), extra_.value(), n_, extra_n_}; }
  void add(const Cell& cell) {
    if (cell.amount_e4 != 0) amount_.add(cell.amount_e4);
    if (cell.extra != 0) extra_.add(cell.extra);
    n_ += static_cast<std::int32_t>(cell.n);
    extra_n_ += static_cast<std::int32_t>(cell.extra_n);
  }

 private:
  class Sum96 {
   public:
    Sum value() const {
      return static_cast<Sum>(high_) * (Sum{1} << 64) + (static_cast<Sum>(middle_) << 32) + low_;
    }
    void add(Sum more) {
      const auto sum = value() + more;
      low_ = static_cast<std::uint32_t>(sum);
      middle_ = static_cast<std::uint32_t>(sum >> 32);
      high_ = static_cast<std::int32_t>(sum >> 64);
    }

   private:
    std::uint32_t low_ = 0, middle_ = 0;
    std::int32_t high_ = 0;
  };

  std::int32_t n_ = 0, extra_n_ = 0;  // deals of one day or month: below 2^31
  Sum96 amount_, extra_;
};
static_assert(sizeof(DatedCell) == 36);

}  // namespace dealbell::core
