#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "core/state/sales_state.hpp"
#include "core/values/number_table.hpp"

// A floor's facts as bytes, so that a start need not fold the whole log.
//
// Written a slice at a time while events go on, so different entities are of different moments: all
// at or after the seq noted at the beginning. Loading one and applying the log from there gives
// what the whole log gives, since applying an event again changes nothing. Links between entities
// are not written but made anew, and deals come last: whatever a refund or an activity has ever
// named is then among them.
//
// An event is about one entity, so its stamp stands inline where that entity first refers to it;
// stamps that decide nothing any more are left behind. A text stands where it is used first.
namespace dealbell::core {

// Raised with every change of what is written: older snapshots are then not read but refolded.
constexpr std::uint32_t snapshot_format = 1;

class SnapshotWriter {
 public:
  // The floor must outlive the writer and may change between, not during, its calls.
  explicit SnapshotWriter(const SalesState& sales);

  // Appends up to `most` entities to `out`; false when that was all.
  bool write_some(std::size_t most, std::string& out);

  // The log applied from here makes it whole.
  Seq from() const { return from_; }

 private:
  enum class Part { beginning, refunds, activities, deals, end };
  template <class T>
  void write_entities(const Entities<T>& all, Part then, std::size_t& most, std::string& out);
  void write_ending(std::string& out);

  const SalesState& sales_;
  const Seq from_;
  NumberTable names_, stamps_;  // the numbers that texts and stamps have in the snapshot
  std::uint32_t named_ = 0;
  Part part_ = Part::beginning;
  std::size_t next_ = 0, count_ = 0;  // of the part's entities
};

// Makes a floor that has heard nothing yet what the snapshot says, as far as seq() says. On failure
// (Errc::corrupt, for any bytes whatever) the floor is good for nothing but to be destroyed.
Result<> load_snapshot(SalesState& sales, std::string_view snapshot);

}  // namespace dealbell::core
