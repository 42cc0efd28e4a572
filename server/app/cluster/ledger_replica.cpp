#include "app/cluster/ledger_replica.hpp"

#include "app/office/log_records.hpp"
#include "app/office/office_change.hpp"
#include "app/office/replay.hpp"
#include "base/log.hpp"

namespace dealbell::app {
namespace {

// The most that one call returns, in events and in bytes.
constexpr std::size_t read_events_max = 1'000, waiting_events_max = 500;
constexpr std::size_t bytes_max = 1 << 20;

ChainedPosition position_of(const ChainedPosition& p) { return {p.log, p.seq, p.chain}; }

// Entries of the log, in the forms that ledger, sales state and office need.
struct Batch {
  struct Change {
    wire::OfficeChange change;
    Instant at;
    bool is_new = false;
  };
  std::vector<store::OrderedRecord> records;
  std::vector<Office::LogItem> items;
  std::vector<Change> changes;
};

Result<Batch> batch_of(std::vector<redis::LogEntry> entries) {
  Batch batch;
  batch.records.reserve(entries.size());
  batch.items.reserve(entries.size());
  for (auto& entry : entries) {
    store::LoggedRecord logged{entry.seq, stored_record(std::move(entry.record))};
    auto event = event_in(logged);
    if (!event) return event.error();
    if (logged.record.source == wire::change_source) {
      auto change = wire::read_office_change(logged.record.body);
      if (!change) return error(Errc::corrupt, change.error().message);
      batch.changes.push_back({std::move(*change), logged.record.received_at});
    }
    batch.items.push_back({std::move(*event), entry.seq});
    batch.records.push_back({std::move(logged.record), std::move(entry.chain)});
  }
  return batch;
}

// Stores the changes before the records they came with: if the program ends in between, the records
// are followed again. Too many tokens are logged and skipped.
Result<std::vector<store::Released>> store_batch(store::Ledger& ledger, Batch& batch) {
  for (auto& [change, at, is_new] : batch.changes) {
    const auto kept = keep_change(ledger, change, at);
    if (!kept && kept.error().code != Errc::too_many) return kept.error();
    if (!kept) log_warning(wire::id_of(change) + " was not stored: " + kept.error().message);
    is_new = kept && *kept;
  }
  return ledger.follow(batch.records);
}

}  // namespace

LedgerReplica::LedgerReplica(Office& office, const ChainedPosition& position,
                             OnChange on_token_change)
    : office_(office),
      position_(position_of(position)),
      on_token_change_(std::move(on_token_change)) {}

LedgerReplica::Answer<std::string> LedgerReplica::chain_at(Seq seq) {
  auto read = [seq](store::Ledger& ledger) { return ledger.chain_at(seq); };
  return office_.with_ledger(read);
}

LedgerReplica::Answer<std::vector<redis::LogRecord>> LedgerReplica::read(Seq seq) {
  auto read = [seq](store::Ledger& ledger) -> Result<std::vector<redis::LogRecord>> {
    std::vector<redis::LogRecord> records;
    std::size_t bytes = 0;
    const auto done = ledger.read(seq, [&](const store::LoggedRecord& logged) {
      records.push_back(log_record(logged.record));
      bytes += logged.record.body.size();
      return records.size() < read_events_max && bytes < bytes_max;
    });
    if (!done) return done.error();
    return records;
  };
  return office_.with_ledger(read);
}

LedgerReplica::Answer<std::vector<LedgerReplica::Waiting>> LedgerReplica::waiting(
    std::int64_t after) {
  auto read = [after](store::Ledger& ledger) -> Result<std::vector<Waiting>> {
    const auto rows = ledger.waiting(after, waiting_events_max, bytes_max);
    if (!rows) return rows.error();
    std::vector<Waiting> all;
    all.reserve(rows->size());
    for (const auto& row : *rows) all.push_back({row.id, log_record(row.record)});
    return all;
  };
  return office_.with_ledger(read);
}

LedgerReplica::Answer<> LedgerReplica::follow(std::vector<redis::LogEntry> entries) {
  auto batch = batch_of(std::move(entries));
  if (!batch) co_return batch.error();
  auto store = [&](store::Ledger& ledger) { return store_batch(ledger, *batch); };
  auto released = co_await office_.with_ledger(store);
  if (!released) co_return released.error();
  position_.seq = batch->items.back().seq;
  position_.chain = batch->records.back().chain;

  co_await office_.apply(std::move(batch->items));
  for (const auto& one : batch->changes) {
    if (!one.is_new) continue;
    if (const auto* org = std::get_if<wire::OrgChange>(&one.change))
      co_await office_.apply_org(org->version);
    else
      on_token_change_(one.change);
  }
  co_await office_.resolve(std::move(*released));
  co_return Result<>{};
}

LedgerReplica::Answer<> LedgerReplica::roll_back(LogNumber log, Seq seq) {
  const bool shorter = seq < position_.seq;
  auto roll_back = [&](store::Ledger& ledger) -> Result<ChainedPosition> {
    if (auto done = ledger.roll_back(log, seq); !done) return done.error();
    return ledger.position();
  };
  const auto position = co_await office_.with_ledger(roll_back);
  if (!position) co_return position.error();
  if (shorter)
    log_warning("the shared log has lost its records after " + std::to_string(seq) +
                "; this node appends them again");
  position_ = position_of(*position);
  co_return co_await office_.switch_log(log, shorter);
}

}  // namespace dealbell::app
