#include "store/database.hpp"

#include <sqlite3.h>

#include <filesystem>
#include <utility>

namespace dealbell::store {
namespace {

// 4 MB of WAL. The commit that triggers a checkpoint waits for it: some 8 ms at this size, and in
// proportion for larger ones. A larger WAL does not append faster (measured up to 16 MB).
constexpr int checkpoint_pages = 1000;

Errc errc_of(int sqlite_code) {
  switch (sqlite_code & 0xff) {
    case SQLITE_FULL:
      return Errc::cannot_store;
    case SQLITE_TOOBIG:
      return Errc::too_large;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Errc::conflict;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return Errc::corrupt;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return Errc::io;
    default:
      return Errc::internal;
  }
}

bool survivable(Errc code) { return code == Errc::cannot_store || code == Errc::too_large; }

}  // namespace

void Database::Close::operator()(sqlite3* handle) const { sqlite3_close(handle); }

Database::Database(Handle handle, std::string name, bool sync)
    : handle_(std::move(handle)), name_(std::move(name)), sync_(sync) {
  // Called after every commit that wrote something.
  const auto after_commit = [](void* pointer, sqlite3*, const char*, int pages) {
    auto& database = *static_cast<Database*>(pointer);
    database.wal_pages_ = pages;
    database.unsynced_ = !database.syncing_commits_;  // a sync covers the whole file
    return SQLITE_OK;
  };
  sqlite3_wal_hook(handle_.get(), after_commit, this);  // also switches automatic checkpoints off
}

Result<std::unique_ptr<Database>> Database::open(const std::string& path, const Options& options) {
  sqlite3* raw = nullptr;
  constexpr int flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const char* vfs = options.vfs.empty() ? nullptr : options.vfs.c_str();
  const int code = sqlite3_open_v2(path.c_str(), &raw, flags, vfs);
  Handle handle{raw};
  if (code != SQLITE_OK) return error(errc_of(code), path + ": " + sqlite3_errstr(code));
  auto name = std::filesystem::path(path).stem().string();
  return std::unique_ptr<Database>(new Database(std::move(handle), std::move(name), options.sync));
}

Database::~Database() {
  // A broken connection must not write: the next start reads what is on disk.
  if (!broken_by_.empty())
    sqlite3_db_config(handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

Result<> Database::execute(const char* sql) {
  if (auto ok = usable(); !ok) return ok;
  const int code = sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return fail(code);
  return {};
}

Result<> Database::empty_wal() {
  if (auto emptied = checkpoint(SQLITE_CHECKPOINT_TRUNCATE); !emptied) return emptied;
  // SQLite does not sync the truncation. If it were lost, the old WAL would be replayed, and would
  // replace newer pages by older ones if its end had been lost before.
  return sync_wal();
}

Result<> Database::sync_wal() {
  sqlite3_file* wal = nullptr;
  sqlite3_file_control(handle(), "main", SQLITE_FCNTL_JOURNAL_POINTER, &wal);
  if (!wal || !wal->pMethods) return {};
  const int code = wal->pMethods->xSync(wal, SQLITE_SYNC_FULL);
  if (code != SQLITE_OK) return fail(code);
  return {};
}

// In WAL mode FULL syncs after each commit, NORMAL only around checkpoints; after a power cut the
// WAL is valid up to its first damaged commit. The mode changes when the pragma is prepared, so a
// cached statement would not change it.
Result<> Database::sync_commits(bool each) {
  if (!sync_) return {};
  syncing_commits_ = each;
  return execute(each ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
}

// A transaction that wrote nothing is not synced by SQLite, but its result may depend on unsynced
// commits.
Result<> Database::sync_unsynced() {
  if (!unsynced_) return {};
  if (auto synced = sync_wal(); !synced) return synced;
  unsynced_ = false;
  return {};
}

Result<> Database::checkpoint(int mode) {
  if (auto ok = usable(); !ok) return ok;
  const int code = sqlite3_wal_checkpoint_v2(handle(), nullptr, mode, nullptr, nullptr);
  if (code != SQLITE_OK) return fail(code);
  wal_pages_ = 0;
  return {};
}

Error Database::fail(int sqlite_code) {
  const auto code = errc_of(sqlite_code);
  std::string message = sqlite3_errstr(sqlite_code);
  if (sqlite3_extended_errcode(handle()) == sqlite_code) message = sqlite3_errmsg(handle());
  message = name_ + ": " + message + " (SQLite " + std::to_string(sqlite_code) + ")";
  if (!survivable(code) && broken_by_.empty()) broken_by_ = message;
  return error(code, std::move(message));
}

Result<> Database::usable() const {
  if (broken_by_.empty()) return {};
  return error(Errc::io, "stopped after an earlier failure: " + broken_by_);
}

void Database::rollback_if_open() {
  if (sqlite3_get_autocommit(handle())) return;
  const int code = sqlite3_exec(handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code);
}

// The commit is durable in the WAL whether or not this succeeds, so a failure is not reported to
// the present caller. "Disk full" leaves the WAL as it is, and the next commit tries again; any
// other error fails the next call.
void Database::limit_wal() {
  if (wal_pages_ >= checkpoint_pages) static_cast<void>(checkpoint(SQLITE_CHECKPOINT_PASSIVE));
}

}  // namespace dealbell::store
