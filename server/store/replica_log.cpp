#include "store/replica_log.hpp"

#include <algorithm>
#include <string>

namespace dealbell::store {

ReplicaLog::ReplicaLog(Database& database, EventLog& log, const Options& options,
                       const IdHash& id_hash)
    : database_(database),
      log_(log),
      inbox_(database, options, id_hash),
      receipts_(database, options),
      id_hash_(id_hash),
      select_log_number_(database, "SELECT log FROM shared"),
      set_log_number_(database, "UPDATE shared SET log = ?") {}

Result<> ReplicaLog::load() {
  const auto take = [&](const Row& row) {
    log_number_ = row.integer(0);
    return false;
  };
  if (auto read = select_log_number_.query(take); !read) return read;
  if (auto loaded = inbox_.load(); !loaded) return loaded;
  return receipts_.load();
}

Result<std::vector<InboxRow>> ReplicaLog::waiting(std::int64_t after_id, std::size_t events,
                                                  std::size_t bytes) {
  return inbox_.page(after_id, events, bytes);
}

// Brings the in-memory indexes in step with the result of the transaction.
Result<> ReplicaLog::keep_or_undo(Result<> transaction) {
  if (transaction) {
    log_.keep();
    inbox_.keep();
    receipts_.keep();
  } else {
    log_.undo();
    inbox_.undo();
    receipts_.undo();
  }
  return transaction;
}

Result<std::vector<Placed>> ReplicaLog::enqueue(std::span<const Record> records) {
  std::vector<Placed> placed;
  placed.reserve(records.size());
  const auto work = [&]() -> Result<> {
    for (const auto& record : records) {
      const auto one = enqueue_one(record);
      if (!one) return one.error();
      placed.push_back(*one);
    }
    return receipts_.finish();
  };
  if (auto stored = keep_or_undo(database_.transact(work)); !stored) return stored.error();
  return placed;
}

Result<Placed> ReplicaLog::enqueue_one(const Record& record) {
  receipts_.note(record.receipt);
  const auto hash = id_hash_(record);
  const auto known = log_.find(record, hash);
  if (!known) return known.error();
  if (*known) return **known;
  const auto waits = inbox_.find(record, hash);
  if (!waits) return waits.error();
  if (*waits) {
    if (!log_.same_body((*waits)->record.body, record.body)) return Placed{Placed::reused, 0};
    if (auto kept = receipts_.put(record, true); !kept) return kept.error();
    return Placed{Placed::waiting, 0, (*waits)->id, true};
  }
  if (!inbox_.has_room_for(record))
    return error(Errc::cannot_store, "too many events are waiting for the shared log");
  const auto id = inbox_.put(record, hash);
  if (!id) return id.error();
  return Placed{Placed::waiting, 0, *id};
}

Result<std::vector<Released>> ReplicaLog::follow(std::span<const OrderedRecord> records) {
  if (log_.last_seq() > 0 && log_.chain().empty())
    return error(Errc::conflict, "this node's log has records without a chain");
  std::vector<Released> all;
  const auto work = [&]() -> Result<> {
    for (const auto& ordered : records) {
      auto released = follow_one(ordered);
      if (!released) return released.error();
      if (*released) all.push_back(std::move(**released));
    }
    return receipts_.finish();
  };
  if (auto done = keep_or_undo(database_.transact_unsynced(work)); !done) return done.error();
  return all;
}

Result<std::optional<Released>> ReplicaLog::follow_one(const OrderedRecord& ordered) {
  const auto& record = ordered.record;
  const auto hash = id_hash_(record);
  const auto known = log_.find(record, hash);
  if (!known) return known.error();
  if (*known)
    return error(Errc::corrupt, "the shared log repeats an id that is at seq " +
                                    std::to_string((*known)->seq) + " of this node");
  if (ordered.chain.empty()) return error(Errc::corrupt, "a record of the shared log has no chain");
  const auto seq = log_.put(record, hash, ordered.chain);
  if (!seq) return seq.error();
  auto waits = inbox_.find(record, hash);
  if (!waits) return waits.error();
  std::optional<Released> released;
  if (!*waits) return released;
  auto& own = (*waits)->record;
  if (auto deleted = inbox_.release(**waits, hash); !deleted) return deleted.error();
  if (auto kept = receipts_.put(own, false); !kept) return kept.error();
  const bool same_body = log_.same_body(own.body, record.body);
  const bool same_time = own.received_at == record.received_at;
  const auto outcome = !same_body  ? Placed::reused
                       : same_time ? Placed::accepted
                                   : Placed::duplicate;
  released = Released{(*waits)->id, std::move(own), {outcome, *seq}};
  return released;
}

Result<> ReplicaLog::roll_back(LogNumber log, Seq to) {
  if (to > log_.last_seq())
    return error(Errc::bad_request, "the log ends at " + std::to_string(log_.last_seq()) +
                                        ", before " + std::to_string(to));
  const auto wait_again = [&](const Record& record, std::uint64_t hash) -> Result<> {
    const auto waits = inbox_.find(record, hash);
    if (!waits) return waits.error();
    if (*waits) return {};
    const auto id = inbox_.put(record, hash);
    if (!id) return id.error();
    return {};
  };
  const auto work = [&]() -> Result<> {
    if (auto cut = log_.cut(to, wait_again); !cut) return cut;
    return set_log_number_.run(log);
  };
  if (auto done = keep_or_undo(database_.transact(work)); !done) return done;
  log_number_ = log;
  return {};
}

Result<ReceiptState> ReplicaLog::receipt(std::int64_t receipt) {
  ReceiptState state;
  const auto in_inbox = inbox_.with_receipt(receipt);
  if (!in_inbox) return in_inbox.error();
  state.waiting = in_inbox->size();
  const auto rows = receipts_.rows(receipt);
  if (!rows) return rows.error();
  if (state.waiting == 0 && (rows->empty() || receipts_.forgotten(receipt)))
    return error(Errc::not_found, "there is no receipt " + std::to_string(receipt));
  for (const auto& row : *rows)
    if (auto counted = count(row, state); !counted) return counted.error();
  std::sort(state.reused.begin(), state.reused.end());
  return state;
}

// An event that is not in the log waits in the inbox, under this receipt or another.
Result<> ReplicaLog::count(const ReleasedRow& row, ReceiptState& state) {
  const auto logged = log_.with_id(row.source, row.event_id);
  if (!logged) return logged.error();
  if (!*logged) {
    ++state.waiting;
    return {};
  }
  const auto& [seq, record] = **logged;
  const bool same_body = body_hash(record.body) == row.body_hash;
  const bool same_time = record.received_at == row.received_at;
  const bool own = same_body && same_time && !row.repeats;
  if (same_body)
    ++(own ? state.accepted : state.duplicates);
  else
    state.reused.push_back(row.index);
  state.seq = std::max(state.seq, seq);
  return {};
}

}  // namespace dealbell::store
