#include "store/receipts.hpp"

#include <algorithm>
#include <utility>

#include "base/hash.hpp"

namespace dealbell::store {

// The ids of `released` are contiguous: rows are added at one end and dropped at the other.
Receipts::Receipts(Database& database, const Options& options)
    : rows_max_(options.released_max),
      insert_(database,
              "INSERT INTO released "
              "(receipt, source, event_id, received_at, body_hash, repeats, at_index) "
              "VALUES (?, ?, ?, ?, ?, ?, ?)"),
      drop_(database,
            "DELETE FROM released WHERE id <= (SELECT max(id) FROM released) - ? "
            "RETURNING receipt"),
      rows_(database,
            "SELECT source, event_id, received_at, body_hash, repeats, at_index FROM released "
            "WHERE receipt = ?"),
      store_(database, "UPDATE shared SET last_receipt = ?, forgotten_receipt = ?"),
      load_(database, "SELECT last_receipt, forgotten_receipt FROM shared") {}

Result<> Receipts::load() {
  const auto take = [&](const Row& row) {
    state_ = {row.integer(0), row.integer(1)};
    return false;
  };
  if (auto read = load_.query(take); !read) return read;
  keep();
  return {};
}

Result<std::vector<ReleasedRow>> Receipts::rows(std::int64_t receipt) {
  std::vector<ReleasedRow> rows;
  const auto take = [&](const Row& row) {
    rows.push_back({std::string(row.bytes(0)), std::string(row.bytes(1)), from_ms(row.integer(2)),
                    row.integer(3), row.integer(4) != 0, static_cast<std::size_t>(row.integer(5))});
    return true;
  };
  if (auto read = rows_.query(take, receipt); !read) return read.error();
  return rows;
}

void Receipts::note(std::int64_t receipt) { state_.last = std::max(state_.last, receipt); }

Result<> Receipts::put(const Record& record, bool repeats) {
  if (record.receipt == 0) return {};
  grew_ = true;
  return insert_.run(record.receipt, std::string_view(record.source), Blob{record.event_id},
                     to_ms(record.received_at), body_hash(record.body), std::int64_t{repeats},
                     static_cast<std::int64_t>(record.index));
}

Result<> Receipts::finish() {
  if (std::exchange(grew_, false))
    if (auto dropped = drop_old(); !dropped) return dropped;
  if (state_ == kept_) return {};
  return store_.run(state_.last, state_.forgotten);
}

// Once the table is full, this drops as many rows as the transaction added, so it is never slow.
Result<> Receipts::drop_old() {
  const auto note_loss = [&](const Row& row) {
    state_.forgotten = std::max(state_.forgotten, row.integer(0));
    return true;
  };
  return drop_.query(note_loss, rows_max_);
}

void Receipts::undo() {
  state_ = kept_;
  grew_ = false;
}

std::int64_t body_hash(std::string_view body) { return static_cast<std::int64_t>(hash64(body)); }

}  // namespace dealbell::store
