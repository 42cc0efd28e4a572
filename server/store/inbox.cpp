#include "store/inbox.hpp"

#include <algorithm>
#include <string>

namespace dealbell::store {
namespace {

InboxRow row_of(const Row& row) {
  InboxRow r;
  r.id = row.integer(0);
  r.record.receipt = row.integer(1);
  r.record.source = row.bytes(2);
  r.record.event_id = row.bytes(3);
  r.record.received_at = from_ms(row.integer(4));
  r.record.body = row.bytes(5);
  r.record.index = static_cast<std::size_t>(row.integer(6));
  return r;
}

}  // namespace

// SELECT * is the order of the columns in schema.cpp.
Inbox::Inbox(Database& database, const Options& options, const IdHash& id_hash)
    : id_hash_(id_hash),
      events_max_(options.inbox_events_max),
      bytes_max_(options.inbox_bytes_max),
      all_(database, "SELECT id, source, event_id, length(body) FROM inbox"),
      insert_(database,
              "INSERT INTO inbox (receipt, source, event_id, received_at, body, at_index) "
              "VALUES (?, ?, ?, ?, ?, ?) RETURNING id"),
      delete_(database, "DELETE FROM inbox WHERE id = ?"),
      page_(database, "SELECT * FROM inbox WHERE id > ? ORDER BY id LIMIT ?"),
      with_receipt_(database,
                    "SELECT id, receipt, source, event_id, received_at, '', at_index FROM inbox "
                    "WHERE receipt = ? AND receipt > 0"),
      one_(database, "SELECT * FROM inbox WHERE id = ?"),
      oldest_(database, "SELECT received_at FROM inbox ORDER BY id LIMIT 1") {}

Result<> Inbox::load() {
  const auto remember = [&](const Row& row) {
    ids_.insert(id_hash_(row.bytes(1), row.bytes(2)), static_cast<std::uint64_t>(row.integer(0)));
    ++size_.events;
    size_.bytes += static_cast<std::size_t>(row.integer(3));
    return true;
  };
  if (auto read = all_.query(remember); !read) return read;
  if (auto found = find_oldest(); !found) return found;
  keep();
  return {};
}

Result<> Inbox::find_oldest() {
  size_.oldest.reset();
  const auto take = [&](const Row& row) {
    size_.oldest = from_ms(row.integer(0));
    return false;
  };
  return oldest_.query(take);
}

bool Inbox::has_room_for(const Record& record) const {
  return size_.events < events_max_ && size_.bytes + record.body.size() <= bytes_max_;
}

Result<std::vector<InboxRow>> Inbox::page(std::int64_t after_id, std::size_t events,
                                          std::size_t bytes) {
  std::vector<InboxRow> rows;
  std::size_t taken = 0;
  const auto take = [&](const Row& row) {
    taken += rows.emplace_back(row_of(row)).record.body.size();
    return taken < bytes;
  };
  const auto at_most = std::clamp<std::uint64_t>(events, 1, 1 << 30);
  if (auto read = page_.query(take, after_id, at_most); !read) return read.error();
  return rows;
}

Result<std::vector<InboxRow>> Inbox::with_receipt(std::int64_t receipt) {
  std::vector<InboxRow> rows;
  const auto take = [&](const Row& row) {
    rows.push_back(row_of(row));
    return true;
  };
  if (auto read = with_receipt_.query(take, receipt); !read) return read.error();
  return rows;
}

Result<std::optional<InboxRow>> Inbox::find(const Record& record, std::uint64_t hash) {
  std::optional<InboxRow> found;
  Result<> outcome;
  const auto compare = [&](std::uint64_t id) {
    bool row_exists = false;
    const auto with_row = [&](const Row& row) {
      row_exists = true;
      if (row.bytes(2) == record.source && row.bytes(3) == record.event_id) found = row_of(row);
      return false;
    };
    outcome = one_.query(with_row, id);
    if (outcome && !row_exists)
      outcome = error(Errc::corrupt, "ledger: inbox row " + std::to_string(id) + " is missing");
    return outcome && !found;
  };
  ids_.visit(hash, compare);
  if (!outcome) return outcome.error();
  return found;
}

Result<std::int64_t> Inbox::put(const Record& record, std::uint64_t hash) {
  std::int64_t id = 0;
  const auto take = [&](const Row& row) {
    id = row.integer(0);
    return true;
  };
  auto inserted = insert_.query(take, record.receipt, std::string_view(record.source),
                                Blob{record.event_id}, to_ms(record.received_at), Blob{record.body},
                                static_cast<std::int64_t>(record.index));
  if (!inserted) return inserted.error();
  ids_.insert(hash, static_cast<std::uint64_t>(id));
  if (size_.events++ == 0) size_.oldest = record.received_at;
  size_.bytes += record.body.size();
  return id;
}

Result<> Inbox::release(const InboxRow& row, std::uint64_t hash) {
  if (auto deleted = delete_.run(row.id); !deleted) return deleted;
  ids_.erase(hash, static_cast<std::uint64_t>(row.id));
  --size_.events;
  size_.bytes -= row.record.body.size();
  return find_oldest();
}

void Inbox::keep() {
  ids_.keep();
  kept_size_ = size_;
}

void Inbox::undo() {
  ids_.undo();
  size_ = kept_size_;
}

}  // namespace dealbell::store
