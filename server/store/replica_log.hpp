#pragma once

#include <span>
#include <vector>

#include "base/result.hpp"
#include "store/database.hpp"
#include "store/event_log.hpp"
#include "store/inbox.hpp"
#include "store/ledger.hpp"
#include "store/receipts.hpp"

namespace dealbell::store {

// The log as one node's copy of a shared log, with its inbox and receipts. Contracts: see Ledger.
class ReplicaLog {
 public:
  ReplicaLog(Database& database, EventLog& log, const Options& options, const IdHash& id_hash);

  Result<> load();  // call once, after the log's and before anything else

  LogNumber log_number() const { return log_number_; }
  const InboxSize& inbox_size() const { return inbox_.size(); }
  std::int64_t last_receipt() const { return receipts_.last(); }
  Result<std::vector<InboxRow>> waiting(std::int64_t after_id, std::size_t events,
                                        std::size_t bytes);
  Result<ReceiptState> receipt(std::int64_t receipt);

  Result<std::vector<Placed>> enqueue(std::span<const Record> records);
  Result<std::vector<Released>> follow(std::span<const OrderedRecord> records);
  Result<> roll_back(LogNumber log, Seq to);

 private:
  Result<Placed> enqueue_one(const Record& record);
  Result<std::optional<Released>> follow_one(const OrderedRecord& ordered);
  Result<> count(const ReleasedRow& row, ReceiptState& state);
  Result<> keep_or_undo(Result<> transaction);

  Database& database_;
  EventLog& log_;
  Inbox inbox_;
  Receipts receipts_;
  IdHash id_hash_;
  LogNumber log_number_ = 1;
  Statement select_log_number_;
  Statement set_log_number_;
};

}  // namespace dealbell::store
