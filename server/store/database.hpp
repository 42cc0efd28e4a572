#pragma once

#include <memory>
#include <string>

#include "base/result.hpp"
#include "store/ledger.hpp"
#include "store/statement.hpp"

struct sqlite3;

namespace dealbell::store {

// One SQLite connection and its one rule: after an error that is not "disk full" nothing is tried
// again. A failed sync may have dropped pages that the kernel now calls clean, so only a fresh
// start, which reads back what is really there, may go on.
//
// We run checkpoints ourselves, because SQLite's automatic ones swallow I/O errors.
class Database {
 public:
  static Result<std::unique_ptr<Database>> open(const std::string& path, const Options& options);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // Runs `work` in one transaction and returns when it is on disk, with everything it could see; a
  // failure rolls everything back.
  template <class Work>
  Result<> transact(Work&& work) {
    if (auto done = commit(work); !done) return done;
    if (auto synced = sync_what_is_unsynced(); !synced) return synced;
    keep_wal_short();
    return {};
  }

  // The same without the sync: a power cut may take the newest of these back, until the next
  // transaction that is synced.
  template <class Work>
  Result<> transact_unsynced(Work&& work) {
    if (auto relaxed = sync_commits(false); !relaxed) return relaxed;
    const auto done = commit(work);
    // A failure here breaks the connection: nothing can be promised by it any more.
    static_cast<void>(sync_commits(true));
    if (done) keep_wal_short();
    return done;
  }

  // Several statements without parameters or results.
  Result<> execute(const char* sql);

  // Moves the whole WAL into the database file and empties it, all of it on disk on return.
  // Afterwards nothing that can be read depends on what an earlier process failed to sync.
  Result<> empty_wal();

  // The failure as a value; unless it is one the connection survives, every later call fails.
  Error fail(int sqlite_code);

  // The error that broke the connection, for every call after it.
  Result<> usable() const;

  sqlite3* handle() const { return handle_.get(); }

 private:
  struct RollbackUnlessCommitted {
    Database& database;
    ~RollbackUnlessCommitted() { database.rollback_if_open(); }
  };

  struct Close {
    void operator()(sqlite3* handle) const;
  };
  using Handle = std::unique_ptr<sqlite3, Close>;

  template <class Work>
  Result<> commit(Work&& work) {
    if (auto begun = begin_.run(); !begun) return begun;
    const RollbackUnlessCommitted guard{*this};
    if (auto worked = work(); !worked) return worked;
    return commit_.run();
  }

  Database(Handle handle, std::string name, bool sync);
  Result<> sync_commits(bool each);
  Result<> sync_what_is_unsynced();
  Result<> sync_wal();
  Result<> checkpoint(int mode);
  void rollback_if_open();
  void keep_wal_short();

  Handle handle_;     // before the statements, which must go first
  std::string name_;  // "ledger" for …/ledger.db; how messages begin
  bool sync_;         // Options::sync
  bool syncing_commits_ = true;
  bool unsynced_ = false;  // the WAL has commits that no sync followed
  int wal_pages_ = 0;
  std::string broken_by_;  // empty while all is well
  Statement begin_{*this, "BEGIN IMMEDIATE"};
  Statement commit_{*this, "COMMIT"};
};

}  // namespace dealbell::store
