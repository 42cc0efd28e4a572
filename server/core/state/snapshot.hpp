#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "core/state/sales_state.hpp"
#include "core/values/number_table.hpp"

// The facts of a sales state as bytes, so that a start need not apply the whole log.
//
// A snapshot is written in slices while events go on being applied, so entities are from different
// moments, all at or after the seq noted at the beginning. Loading it and applying the log from
// there gives the same result as the whole log, because applying an event again changes nothing.
// Links between entities are not written but restored on loading. Deals are written last, so that
// they include every deal that a refund or an activity has ever named.
//
// An event is about one entity, so its stamp is written inline where the entity first refers to it;
// stamps that no field refers to are dropped. A text is written where it is first used.
namespace dealbell::core {

// Incremented with every change of the format, or of a rule by which facts are merged. Snapshots of
// another format are not used; the log is applied from the start instead.
constexpr std::uint32_t snapshot_format = 3;

// Writes a snapshot in slices.
class SnapshotWriter {
 public:
  // The state must outlive the writer. It may change between calls, but not during them.
  explicit SnapshotWriter(const SalesState& sales);

  // Appends up to `most` entities to `out`; false when the snapshot is complete.
  bool write_some(std::size_t most, std::string& out);

  // The position after which the log must be applied to a loaded snapshot.
  Seq from() const { return from_; }

 private:
  enum class Part { beginning, refunds, activities, deals, end };
  template <class T>
  void write_entities(const Entities<T>& all, Part then, std::size_t& most, std::string& out);
  void write_trailer(std::string& out);

  const SalesState& sales_;
  const Seq from_;
  NumberTable names_, stamps_;  // the numbers of texts and stamps within the snapshot
  std::uint32_t name_count_ = 0;
  Part part_ = Part::beginning;
  std::size_t next_ = 0, count_ = 0;  // entities of the current part
};

// Loads a snapshot into a new, empty state, up to the position seq(). Any input is safe: damaged
// bytes give Errc::corrupt, and the state may then only be destroyed.
Result<> load_snapshot(SalesState& sales, std::string_view snapshot);

}  // namespace dealbell::core
