#include "store/delivery_schema.hpp"

#include <filesystem>

#include "store/database.hpp"
#include "store/file_format.hpp"

namespace dealbell::store {
namespace {

constexpr FileFormat deliveries_format{"deliveries.db", 0x4465'6c69, 1};  // "Deli"

// Contents are in a table of their own, so that pages of the list stay small and deleting a body
// frees its pages without touching its row. A row and its content have the same id. AUTOINCREMENT,
// so that a link to a deleted row never shows another. Each filter of the list has an index that
// returns its rows in order. `total` avoids counting two million rows at every start.
constexpr const char* create_deliveries = R"sql(
  CREATE TABLE delivery (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    source TEXT NOT NULL,
    outcome INTEGER NOT NULL,
    status INTEGER NOT NULL,
    latency_us INTEGER NOT NULL,
    events INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    detail TEXT NOT NULL
  );
  CREATE INDEX delivery_by_source ON delivery (source);
  CREATE INDEX delivery_by_outcome ON delivery (outcome);
  CREATE INDEX delivery_by_both ON delivery (source, outcome);
  CREATE TABLE content (
    id INTEGER PRIMARY KEY,
    size INTEGER NOT NULL,
    request TEXT NOT NULL,
    body BLOB NOT NULL
  );
  CREATE TABLE hour (
    start INTEGER NOT NULL,
    source TEXT NOT NULL,
    outcome INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (start, source, outcome)
  ) WITHOUT ROWID;
  CREATE TABLE total (deliveries INTEGER NOT NULL, content_bytes INTEGER NOT NULL);
  INSERT INTO total VALUES (0, 0);
  PRAGMA application_id = 0x44656c69;
  PRAGMA user_version = 1;
)sql";

}  // namespace

Result<> prepare_delivery_schema(Database& database) {
  // EXCLUSIVE as in the ledger: only one process uses the directory.
  constexpr const char* before_reading =
      "PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -8192;";
  if (auto set = database.execute(before_reading); !set) return set;
  const auto version = version_of(database, deliveries_format);
  if (!version) {
    // A readable file that is not ours is as unusable as a damaged one.
    const auto& why = version.error();
    return database.usable() ? error(Errc::corrupt, why.message) : why;
  }
  if (auto wal = use_wal(database); !wal) return wal;
  // NORMAL syncs only at checkpoints: a power cut loses at most the last 4 MB and does not damage
  // the file. OFF would save those few syncs, but a power cut could then destroy the whole log.
  constexpr const char* modes =
      "PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 67108864;";
  if (auto set = database.execute(modes); !set) return set;
  if (*version > 0) return {};
  const auto create = [&] { return database.execute(create_deliveries); };
  return database.transact(create);
}

Result<> set_delivery_log_aside(const std::string& path) {
  for (const std::string part : {"", "-wal", "-journal"}) {
    std::error_code ec;
    std::filesystem::remove(path + ".aside" + part, ec);
    if (!std::filesystem::exists(path + part, ec)) continue;
    std::filesystem::rename(path + part, path + ".aside" + part, ec);
    if (ec) return error(Errc::io, path + part + " cannot be moved: " + ec.message());
  }
  return {};
}

}  // namespace dealbell::store
