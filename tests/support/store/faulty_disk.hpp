#pragma once

#include <map>
#include <memory>
#include <random>
#include <string>

#include "support/store/unsynced_file.hpp"

struct sqlite3_file;
struct sqlite3_vfs;

namespace dealbell::test {

// A SQLite VFS over the platform's own that injects faults. Reads and writes go to real files, like
// to a page cache; what a sync has made durable is recorded separately, and lose_power() keeps only
// that. Creating and deleting files is durable at once. One thread; must outlive the ledgers opened
// through it.
class FaultyDisk {
 public:
  FaultyDisk();  // registers a VFS with a name of its own
  ~FaultyDisk();
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;

  const std::string& vfs() const { return name_; }

  // The nth write, sync, truncation or deletion from now (1 is the next) and everything after it
  // fails: the process or the machine is dead. Ends with revive() or lose_power().
  void die_at(int nth) { dies_at_ = operations_ + nth; }
  bool dead() const { return dies_at_ != never && operations_ >= dies_at_; }

  // The process starts again; the page cache is as it was.
  void revive() { dies_at_ = never; }

  // The machine starts again: writes what survives into the real files, some of the unsynced writes
  // or none of them. Close the ledger first, while the disk is dead, or closing will sync.
  void lose_power(std::mt19937_64& random);
  void lose_all_unsynced();

  // After `writes` more writes the disk is full, until free_space().
  void fill_up_after(int writes) { writes_left_ = writes; }
  void free_space() { writes_left_ = never; }

  // The next write, or the next sync of a file whose name ends with `name_end`, fails once.
  void fail_next_write() { fail_write_ = true; }
  void fail_next_sync(std::string name_end) { failing_sync_ = std::move(name_end); }

  int operations() const { return operations_; }
  int syncs() const { return syncs_; }

  // For the C functions of the VFS: the SQLite code with which an operation must fail, or
  // SQLITE_OK.
  sqlite3_vfs& platform() const { return *platform_; }
  int before_read() const;
  int before_write();
  int before_sync(const std::string& path);
  int before_other();
  UnsyncedFile& file(const std::string& path);
  void forget(const std::string& path) { files_.erase(path); }

 private:
  static constexpr int never = -1;

  std::string name_;
  sqlite3_vfs* platform_;
  std::unique_ptr<sqlite3_vfs> registered_;
  std::map<std::string, UnsyncedFile> files_;
  int operations_ = 0;
  int syncs_ = 0;
  int dies_at_ = never;
  int writes_left_ = never;
  bool fail_write_ = false;
  std::string failing_sync_;  // empty: none
};

}  // namespace dealbell::test
