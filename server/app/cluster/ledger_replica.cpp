#include "app/cluster/ledger_replica.hpp"

#include "app/office/log_records.hpp"
#include "app/office/office_change.hpp"
#include "app/office/replay.hpp"
#include "base/log.hpp"

namespace dealbell::app {
namespace {

// What one call carries, by events and by bytes.
constexpr std::size_t read_events_max = 1'000, waiting_events_max = 500;
constexpr std::size_t bytes_max = 1 << 20;

redis::Position position_of(const store::LogPosition& at) { return {at.log, at.seq, at.chain}; }

// What was read from the log, sorted by whom it is for.
struct Batch {
  std::vector<store::OrderedRecord> records;
  std::vector<Office::Followed> events;
  struct Change {
    wire::OfficeChange what;
    Instant at;
    bool news = false;
  };
  std::vector<Change> changes;
};

Result<Batch> batch_of(std::vector<redis::LogEntry> entries) {
  Batch batch;
  batch.records.reserve(entries.size());
  batch.events.reserve(entries.size());
  for (auto& entry : entries) {
    store::LoggedRecord logged{entry.seq, stored_record(std::move(entry.record))};
    auto event = event_in(logged);
    if (!event) return event.error();
    if (logged.record.source == wire::change_source) {
      auto change = wire::read_office_change(logged.record.body);
      if (!change) return error(Errc::corrupt, change.error().message);
      batch.changes.push_back({std::move(*change), logged.record.received_at});
    }
    batch.events.push_back({std::move(*event), entry.seq});
    batch.records.push_back({std::move(logged.record), std::move(entry.chain)});
  }
  return batch;
}

}  // namespace

LedgerReplica::LedgerReplica(Office& office, const store::LogPosition& at, OnChange on_change)
    : office_(office), position_(position_of(at)), on_change_(std::move(on_change)) {}

LedgerReplica::Answer<std::string> LedgerReplica::chain_at(redis::Seq seq) {
  auto look = [seq](store::Ledger& ledger) { return ledger.chain_at(seq); };
  return office_.with_ledger(look);
}

LedgerReplica::Answer<std::vector<redis::LogRecord>> LedgerReplica::read(redis::Seq seq) {
  auto look = [seq](store::Ledger& ledger) -> Result<std::vector<redis::LogRecord>> {
    std::vector<redis::LogRecord> records;
    std::size_t bytes = 0;
    const auto read = ledger.read(seq, [&](const store::LoggedRecord& logged) {
      records.push_back(log_record(logged.record));
      bytes += logged.record.body.size();
      return records.size() < read_events_max && bytes < bytes_max;
    });
    if (!read) return read.error();
    return records;
  };
  return office_.with_ledger(look);
}

LedgerReplica::Answer<std::vector<LedgerReplica::Waiting>> LedgerReplica::waiting(
    std::int64_t after) {
  auto look = [after](store::Ledger& ledger) -> Result<std::vector<Waiting>> {
    const auto rows = ledger.waiting(after, waiting_events_max, bytes_max);
    if (!rows) return rows.error();
    std::vector<Waiting> all;
    all.reserve(rows->size());
    for (const auto& row : *rows) all.push_back({row.id, log_record(row.record)});
    return all;
  };
  return office_.with_ledger(look);
}

LedgerReplica::Answer<> LedgerReplica::follow(std::vector<redis::LogEntry> entries) {
  auto batch = batch_of(std::move(entries));
  if (!batch) co_return batch.error();
  // A change is put down before the record it came with: if the program ends between the two, the
  // record is followed again.
  auto keep = [&](store::Ledger& ledger) -> Result<std::vector<store::Released>> {
    for (auto& [what, at, news] : batch->changes) {
      const auto kept = keep_change(ledger, what, at);
      if (!kept && kept.error().code != Errc::too_many) return kept.error();
      if (!kept) log_warning(wire::id_of(what) + " is not kept: " + kept.error().message);
      news = kept && *kept;
    }
    return ledger.follow(batch->records);
  };
  auto released = co_await office_.with_ledger(keep);
  if (!released) co_return released.error();
  position_.seq = batch->events.back().seq;
  position_.chain = batch->records.back().chain;

  co_await office_.apply(std::move(batch->events));
  for (const auto& change : batch->changes) {
    if (!change.news) continue;
    if (const auto* org = std::get_if<wire::OrgChange>(&change.what))
      co_await office_.apply_org(org->version);
    else
      on_change_(change.what);
  }
  co_await office_.settle(std::move(*released));
  co_return Result<>{};
}

LedgerReplica::Answer<> LedgerReplica::roll_back(redis::LogNumber log, redis::Seq seq) {
  const bool shorter = seq < position_.seq;
  auto cut = [&](store::Ledger& ledger) -> Result<store::LogPosition> {
    if (auto done = ledger.roll_back(log, seq); !done) return done.error();
    return ledger.position();
  };
  const auto at = co_await office_.with_ledger(cut);
  if (!at) co_return at.error();
  if (shorter)
    log_warning("what was read of the shared log after " + std::to_string(seq) +
                " is gone there; it waits to be appended again");
  position_ = position_of(*at);
  co_return co_await office_.change_log(log, shorter);
}

}  // namespace dealbell::app
