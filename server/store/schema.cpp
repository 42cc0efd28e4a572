#include "store/schema.hpp"

#include <fmt/core.h>

#include <vector>

#include "base/log.hpp"
#include "store/database.hpp"
#include "store/file_format.hpp"
#include "store/migration_copy.hpp"

namespace dealbell::store {
namespace {

constexpr FileFormat format{"ledger.db", 0x4465'616c, 6};  // "Deal"

// The log's only index is its key, so that a commit is a pure append; the in-memory dedupe table
// finds ids. Rejected ids are AUTOINCREMENT so that a link to a deleted row never shows another.
constexpr const char* create_tables = R"sql(
  CREATE TABLE log (
    seq INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    event_id BLOB NOT NULL,
    received_at INTEGER NOT NULL,
    body TEXT NOT NULL,
    chain TEXT
  );
  CREATE TABLE rejected (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    source TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    pointer TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    hash TEXT NOT NULL,
    body BLOB NOT NULL,
    replayed_as INTEGER,
    request BLOB NOT NULL DEFAULT x''
  );
  CREATE INDEX rejected_by_source ON rejected (source);
  CREATE INDEX rejected_waiting ON rejected (source) WHERE replayed_as IS NULL;
  CREATE TABLE org (
    version INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    document TEXT NOT NULL
  );
  CREATE TABLE token (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    hash TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER
  ) WITHOUT ROWID;
  PRAGMA application_id = 0x4465616c;
)sql";

// For a log that several nodes share. `inbox`: accepted events that the log has not ordered yet;
// AUTOINCREMENT so that no row id is reused. `released`: for receipts, rows that have left the
// inbox and repetitions of waiting rows. Bodies are BLOBs here, so that length() is in bytes and
// does not read them.
constexpr const char* create_shared_tables = R"sql(
  CREATE TABLE inbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    receipt INTEGER NOT NULL,
    source TEXT NOT NULL,
    event_id BLOB NOT NULL,
    received_at INTEGER NOT NULL,
    body BLOB NOT NULL,
    at_index INTEGER NOT NULL
  );
  CREATE INDEX inbox_by_receipt ON inbox (receipt) WHERE receipt > 0;
  CREATE TABLE released (
    id INTEGER PRIMARY KEY,
    receipt INTEGER NOT NULL,
    source TEXT NOT NULL,
    event_id BLOB NOT NULL,
    received_at INTEGER NOT NULL,
    body_hash INTEGER NOT NULL,
    repeats INTEGER NOT NULL,
    at_index INTEGER NOT NULL
  );
  CREATE INDEX released_by_receipt ON released (receipt);
  CREATE TABLE shared (
    log INTEGER NOT NULL,
    last_receipt INTEGER NOT NULL,
    forgotten_receipt INTEGER NOT NULL
  );
  INSERT INTO shared VALUES (1, 0, 0);
  PRAGMA user_version = 4;
)sql";

// Refused webhooks can be replayed, so their requests are kept, too. The indexes avoid
// reading 256 MB of bodies to find the rows of a source.
constexpr const char* from_1_to_2 = R"sql(
  ALTER TABLE rejected ADD COLUMN request BLOB NOT NULL DEFAULT x'';
  CREATE INDEX rejected_by_source ON rejected (source);
  CREATE INDEX rejected_waiting ON rejected (source) WHERE replayed_as IS NULL;
)sql";

// Formats 1 and 2 never used their inbox.
constexpr const char* from_2_to_3 = R"sql(
  ALTER TABLE log ADD COLUMN chain TEXT;
  DROP TABLE inbox;
)sql";

// Receipts refer to rejected events by their index in the request.
constexpr const char* from_3_to_4 = R"sql(
  ALTER TABLE inbox ADD COLUMN at_index INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE released ADD COLUMN at_index INTEGER NOT NULL DEFAULT 0;
  PRAGMA user_version = 4;
)sql";

// What waits in the box is counted by source (`held`) and by repetition (`repeat_key`). Requests
// that nobody authenticated or read leave the box for a table of their own.
constexpr const char* from_4_to_5 = R"sql(
  ALTER TABLE rejected ADD COLUMN times INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE rejected ADD COLUMN last_at INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE rejected ADD COLUMN repeat_key TEXT NOT NULL DEFAULT '';
  ALTER TABLE rejected ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
  CREATE TABLE refused (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    source TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    bytes INTEGER NOT NULL
  );
  INSERT INTO refused (at, source, code, message, bytes)
    SELECT at, source, code, message, bytes FROM rejected
    WHERE hash = '' AND length(body) = 0 AND code <> '' ORDER BY id;
  DELETE FROM rejected WHERE hash = '' AND length(body) = 0 AND code <> '';
  UPDATE rejected SET last_at = at, held = 1024 + length(body) + length(request),
    repeat_key = CASE WHEN length(request) = 0 THEN hash ELSE '' END;
  CREATE INDEX rejected_repeats ON rejected (source, repeat_key, held) WHERE replayed_as IS NULL;
  CREATE INDEX rejected_decided ON rejected (id, held) WHERE replayed_as IS NOT NULL;
  PRAGMA user_version = 5;
)sql";

// Up to format 5 a login made a token of this name. Which token let it in was not recorded.
constexpr const char* from_5_to_6 = R"sql(
  CREATE TABLE device (
    id TEXT PRIMARY KEY,
    token TEXT NOT NULL,
    role TEXT NOT NULL,
    hash TEXT NOT NULL,
    agent TEXT NOT NULL,
    from_address TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked INTEGER NOT NULL
  ) WITHOUT ROWID;
  INSERT INTO device
    SELECT id, '', role, hash, '', '', created_at, expires_at, 0 FROM token
    WHERE name = 'browser session' AND expires_at IS NOT NULL AND role != 'revoked';
  DELETE FROM token WHERE id IN (SELECT id FROM device);
  PRAGMA user_version = 6;
)sql";

// In one transaction: after a kill the file has its older format still.
Result<> upgrade(Database& database, std::int64_t version) {
  std::vector<const char*> scripts;
  if (version == 0) scripts.push_back(create_tables);
  if (version == 1) scripts.push_back(from_1_to_2);
  if (version == 1 || version == 2) scripts.push_back(from_2_to_3);
  if (version < 3) scripts.push_back(create_shared_tables);
  if (version == 3) scripts.push_back(from_3_to_4);
  if (version < 5) scripts.push_back(from_4_to_5);
  if (version < 6) scripts.push_back(from_5_to_6);
  const auto change = [&]() -> Result<> {
    for (const auto* script : scripts)
      if (auto done = database.execute(script); !done) return done;
    return {};
  };
  return database.transact(change);
}

}  // namespace

Result<> prepare_schema(Database& database, const std::string& dir, const Options& options) {
  // EXCLUSIVE before anything else: the WAL index is then in our own memory, not in a shared file
  // that cannot be extended on a full disk. The cache must be larger than a batch (1 MB), or SQLite
  // writes it twice.
  constexpr const char* before_reading =
      "PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -16384;";
  if (auto set = database.execute(before_reading); !set) return set;
  const auto version = version_of(database, format);
  if (!version) return version.error();
  if (auto wal = use_wal(database); !wal) return wal;
  // A WAL that grew in a long transaction shrinks back at the next reset.
  const char* modes = options.sync
                          ? "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864;"
                          : "PRAGMA synchronous = OFF;";
  if (auto set = database.execute(modes); !set) return set;
  const bool migrate = *version > 0 && *version < format.newest_version;
  if (migrate)
    if (auto copied =
            copy_before_migration(database, dir, *version, format.newest_version, options);
        !copied)
      return copied;
  if (*version < format.newest_version)
    if (auto changed = upgrade(database, *version); !changed) return changed;
  if (migrate)
    log_info(
        fmt::format("ledger.db was migrated to format {}. An older program needs the copy of "
                    "format {}",
                    format.newest_version, *version));
  // A killed process may leave pages in the WAL that we can read but that are not on disk. Reading
  // them we would answer "duplicate", which promises durability. If the disk is full, the WAL
  // itself was synced before its first page was moved, which is enough.
  auto emptied = database.empty_wal();
  if (!emptied && emptied.error().code != Errc::cannot_store) return emptied;
  return {};
}

}  // namespace dealbell::store
