#pragma once

#include <memory>
#include <string>

#include "base/result.hpp"
#include "store/ledger.hpp"
#include "store/statement.hpp"

struct sqlite3;

namespace dealbell::store {

// A SQLite connection with one rule: after an error other than "disk full" nothing is retried.
// After a failed sync the kernel may have dropped pages and marked them clean, so only a restart,
// which reads what is really on disk, may continue. One thread.
//
// We run checkpoints ourselves, because SQLite's automatic ones ignore I/O errors.
class Database {
 public:
  static Result<std::unique_ptr<Database>> open(const std::string& path, const Options& options);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // Runs `work` in one transaction and returns when it is on disk, along with everything that it
  // could read; a failure rolls everything back.
  template <class Work>
  Result<> transact(Work&& work) {
    if (auto done = commit(work); !done) return done;
    if (auto synced = sync_unsynced(); !synced) return synced;
    limit_wal();
    return {};
  }

  // The same without the sync: a power cut may undo the newest of these transactions, until the
  // next one that is synced.
  template <class Work>
  Result<> transact_unsynced(Work&& work) {
    if (auto relaxed = sync_commits(false); !relaxed) return relaxed;
    auto done = commit(work);
    // A failure here breaks the connection, so later calls fail.
    static_cast<void>(sync_commits(true));
    if (done) limit_wal();
    return done;
  }

  // Several statements without parameters or results.
  Result<> execute(const char* sql);

  // Moves the whole WAL into the database file and empties it; all of it is on disk on return.
  // Afterwards everything that can be read is durable, even if an earlier process did not sync it.
  Result<> empty_wal();

  // Converts the code into an Error; unless the connection survives it, every later call fails.
  Error fail(int sqlite_code);

  // The error that broke the connection, if any.
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
  Result<> sync_unsynced();
  Result<> sync_wal();
  Result<> checkpoint(int mode);
  void rollback_if_open();
  void limit_wal();

  Handle handle_;     // destroyed after the statements
  std::string name_;  // "ledger" for …/ledger.db; prefix of error messages
  bool sync_;         // Options::sync
  bool syncing_commits_ = true;
  bool unsynced_ = false;  // the WAL has unsynced commits
  int wal_pages_ = 0;
  std::string broken_by_;  // the first fatal error; empty: none
  Statement begin_{*this, "BEGIN IMMEDIATE"};
  Statement commit_{*this, "COMMIT"};
};

}  // namespace dealbell::store
