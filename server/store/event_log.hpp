#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "store/database.hpp"
#include "store/id_table.hpp"
#include "store/ledger.hpp"

namespace dealbell::store {

// The log table and an in-memory index of every id in it; detects duplicates and reused ids.
// Contracts: see Ledger::append and Ledger::read.
class EventLog {
 public:
  EventLog(Database& database, const Options& options, const IdHash& id_hash);

  // Reads all ids; Errc::corrupt when a seq is missing. Call once, before anything else.
  Result<> load();

  Result<std::vector<Placed>> append(std::span<const Record> records);
  Result<> read(Seq from, const std::function<bool(const LoggedRecord&)>& each) const;
  Seq last_seq() const { return end_.seq; }
  const std::string& chain() const { return end_.chain; }  // at last_seq
  Result<std::string> chain_at(Seq seq);

  // What the log has under the record's id, if anything: duplicate or reused. `hash` is that of the
  // id.
  Result<std::optional<Placed>> find(const Record& record, std::uint64_t hash);
  // Whether two bodies with one id are the same event.
  bool same_body(std::string_view stored, std::string_view given) const {
    return stored == given || (same_event_ && same_event_(stored, given));
  }
  // The record in the log with this id.
  Result<std::optional<LoggedRecord>> with_id(std::string_view source, std::string_view event_id);

  // Within a transaction of the caller, who then calls keep() after the commit or undo() after the
  // rollback.
  Result<Seq> put(const Record& record, std::uint64_t hash, std::string_view chain = {});
  // Calls `each` for every record after `to`, in order, and deletes them.
  Result<> cut(Seq to, const std::function<Result<>(const Record&, std::uint64_t hash)>& each);
  Result<> set_chain(Seq seq, std::string_view chain);
  void keep();
  void undo();

 private:
  struct End {
    Seq seq = 0;
    std::string chain;
  };

  Result<Placed> place(const Record& record);
  template <class OnRow>
  Result<> visit_id(std::string_view source, std::string_view event_id, std::uint64_t hash,
                    const OnRow& on_row);

  Database& database_;
  IdHash id_hash_;
  std::function<bool(std::string_view, std::string_view)> same_event_;
  IdTable ids_;
  End end_;
  End kept_end_;  // without the open transaction
  Statement insert_;
  Statement insert_chained_;
  Statement select_;
  Statement select_chain_;
  Statement set_chain_;
  Statement cut_;
};

}  // namespace dealbell::store
