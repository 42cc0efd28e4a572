#pragma once

#include <vector>

#include "base/result.hpp"
#include "store/database.hpp"
#include "store/id_table.hpp"
#include "store/ledger.hpp"

namespace dealbell::store {

// The table of events that wait for the shared log, and an in-memory index of every id in it. A row
// is deleted when it is released; an id waits only once.
class Inbox {
 public:
  Inbox(Database& database, const Options& options, const IdHash& id_hash);

  Result<> load();  // call once, before anything else

  const InboxSize& size() const { return size_; }
  bool has_room_for(const Record& record) const;
  Result<std::vector<InboxRow>> page(std::int64_t after_id, std::size_t events, std::size_t bytes);
  Result<std::vector<InboxRow>> with_receipt(std::int64_t receipt);  // without bodies
  // The row with the record's id; `hash` is that of the id.
  Result<std::optional<InboxRow>> find(const Record& record, std::uint64_t hash);

  // Within a transaction of the caller, who then calls keep() after the commit or undo() after the
  // rollback.
  Result<std::int64_t> put(const Record& record, std::uint64_t hash);
  Result<> release(const InboxRow& row, std::uint64_t hash);
  void keep();
  void undo();

 private:
  Result<> find_oldest();

  IdHash id_hash_;
  IdTable ids_;
  std::size_t events_max_;
  std::size_t bytes_max_;
  InboxSize size_;
  InboxSize kept_size_;  // without the open transaction
  Statement all_;
  Statement insert_;
  Statement delete_;
  Statement page_;
  Statement with_receipt_;
  Statement one_;
  Statement oldest_;
};

}  // namespace dealbell::store
