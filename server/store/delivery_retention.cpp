#include "store/delivery_retention.hpp"

#include <algorithm>

#include "store/database.hpp"

namespace dealbell::store {
namespace {

constexpr std::int64_t rows_at_once = 500;
constexpr std::int64_t bytes_at_once = 16 << 20;
constexpr std::chrono::days hours_kept{366};
constexpr std::int64_t strangers_per_rows = 20;  // a twentieth of all rows

}  // namespace

DeliveryRetention::DeliveryRetention(Database& database, const DeliveryLogOptions& options)
    : database_(database),
      options_(options),
      oldest_(database,
              "SELECT d.id, d.at, coalesce(c.size, 0) FROM delivery d LEFT JOIN content c "
              "ON c.id = d.id ORDER BY d.id LIMIT ?"),
      drop_strangers_(database,
                      "DELETE FROM delivery WHERE id IN (SELECT id FROM delivery INDEXED BY "
                      "delivery_by_outcome WHERE outcome = ?1 AND id <= (SELECT id FROM delivery "
                      "INDEXED BY delivery_by_outcome WHERE outcome = ?1 ORDER BY id DESC LIMIT 1 "
                      "OFFSET ?2) ORDER BY id LIMIT ?3) RETURNING 1"),
      drop_deliveries_(database, "DELETE FROM delivery WHERE id <= ? RETURNING 1"),
      oldest_contents_(database, "SELECT id, size FROM content ORDER BY id LIMIT ?"),
      drop_contents_(database, "DELETE FROM content WHERE id <= ? RETURNING size"),
      drop_hour_(database,
                 "DELETE FROM hour WHERE start = (SELECT min(start) FROM hour) AND start < ? "
                 "RETURNING 1"),
      store_(database, "UPDATE total SET deliveries = ?, content_bytes = ?") {}

Result<> DeliveryRetention::load() {
  Statement read{database_, "SELECT deliveries, content_bytes FROM total"};
  const auto take = [&](const Row& row) {
    total_ = {row.integer(0), row.integer(1)};
    return false;
  };
  return read.query(take);
}

Result<> DeliveryRetention::store(const Total& total) {
  return store_.run(total.deliveries, total.content_bytes);
}

Result<bool> DeliveryRetention::prune(Instant now) {
  auto total = total_;
  bool more = false;
  const auto work = [&]() -> Result<> {
    const auto rows = prune_deliveries(total, now);
    if (!rows) return rows.error();
    const auto contents = prune_contents(total);
    if (!contents) return contents.error();
    const auto hours = prune_hour(now);
    if (!hours) return hours.error();
    more = *rows || *contents || *hours;
    return store(total);
  };
  if (auto done = database_.transact(work); !done) return done.error();
  total_ = total;
  return more;
}

// Rows are in order of time unless the clock was set back; all rows before a row that must be
// dropped are dropped with it.
Result<std::int64_t> DeliveryRetention::last_id_to_drop(const Total& total, Instant now) {
  const auto before = to_ms(now - options_.keep);
  const auto too_many = total.deliveries - options_.rows_max;
  std::int64_t last = 0, rows = 0, bytes = 0;
  const auto count = [&](const Row& row) {
    bytes += row.integer(2);
    if (++rows <= too_many || row.integer(1) < before) last = row.integer(0);
    return bytes < bytes_at_once;
  };
  if (auto read = oldest_.query(count, rows_at_once); !read) return read.error();
  return last;
}

// Anybody can send what is not authenticated, so it must not take the room of what is. It has no
// contents.
Result<bool> DeliveryRetention::prune_strangers(Total& total) {
  const auto too_many = std::min(total.deliveries - options_.rows_max, rows_at_once);
  if (too_many <= 0) return false;
  bool dropped_any = false;
  const auto subtract = [&](const Row&) {
    --total.deliveries;
    return dropped_any = true;
  };
  auto dropped =
      drop_strangers_.query(subtract, static_cast<std::int64_t>(DeliveryOutcome::unauthorized),
                            options_.rows_max / strangers_per_rows, too_many);
  if (!dropped) return dropped.error();
  return dropped_any;
}

// True when rows were dropped: there may be more.
Result<bool> DeliveryRetention::prune_deliveries(Total& total, Instant now) {
  if (const auto dropped = prune_strangers(total); !dropped || *dropped) return dropped;
  const auto last = last_id_to_drop(total, now);
  if (!last) return last.error();
  if (*last == 0) return false;
  const auto subtract = [&](const Row&) {
    --total.deliveries;
    return true;
  };
  if (auto dropped = drop_deliveries_.query(subtract, *last); !dropped) return dropped.error();
  if (auto dropped = drop_contents(total, *last); !dropped) return dropped.error();
  return true;
}

Result<> DeliveryRetention::drop_contents(Total& total, std::int64_t up_to) {
  const auto subtract = [&](const Row& row) {
    total.content_bytes -= row.integer(0);
    return true;
  };
  return drop_contents_.query(subtract, up_to);
}

Result<bool> DeliveryRetention::prune_contents(Total& total) {
  const auto excess = total.content_bytes - options_.content_bytes_max;
  if (excess <= 0) return false;
  std::int64_t last = 0, bytes = 0;
  const auto count = [&](const Row& row) {
    last = row.integer(0);
    bytes += row.integer(1);
    return bytes < excess && bytes < bytes_at_once;
  };
  if (auto read = oldest_contents_.query(count, rows_at_once); !read) return read.error();
  if (last == 0) {  // nothing is left, so the stored sum was wrong
    total.content_bytes = 0;
    return false;
  }
  if (auto dropped = drop_contents(total, last); !dropped) return dropped.error();
  return total.content_bytes > options_.content_bytes_max;
}

// One hour of all sources per call.
Result<bool> DeliveryRetention::prune_hour(Instant now) {
  bool dropped_any = false;
  const auto note = [&](const Row&) { return dropped_any = true; };
  if (auto dropped = drop_hour_.query(note, to_ms(now - hours_kept)); !dropped)
    return dropped.error();
  return dropped_any;
}

}  // namespace dealbell::store
