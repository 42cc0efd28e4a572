#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.hpp"
#include "base/result.hpp"
#include "store/ledger.hpp"

namespace dealbell::store {

// What a snapshot's file says of it.
struct SnapshotHead {
  std::uint32_t format = 0;   // of the contents
  Seq from = 0;               // the log is applied from here
  Seq until = 0;              // nothing in it is later
  std::uint64_t witness = 0;  // Ledger::witness(until): whose log it is
};

// Snapshots of one office are files DIR/snapshots/SEQ.snapshot, the newest two of which are kept. A
// file has its name only when it is whole and on disk. Blocking; one writer at a time.
//
// One that is being written: SEQ.new. Removed if it is not finished.
class SnapshotFile {
 public:
  static Result<SnapshotFile> create(const std::string& dir, Seq from);
  SnapshotFile(SnapshotFile&& other) noexcept;
  SnapshotFile& operator=(SnapshotFile&&) = delete;
  ~SnapshotFile();

  Result<> append(std::string_view bytes);
  // Makes it durable and gives it its name; older ones go.
  Result<> finish(const SnapshotHead& head);

 private:
  SnapshotFile(std::string dir, Seq from, int fd);
  std::string dir_, temp_;
  Seq from_;
  int fd_;
  std::uint64_t size_ = 0, unsynced_ = 0;
  StreamHash hash_;
};

// Those that are there, newest first. What a killed process left unfinished is removed.
std::vector<Seq> snapshots(const std::string& dir);

// Takes one away that can never be used again.
void remove_snapshot(const std::string& dir, Seq from);

struct Snapshot {
  SnapshotHead head;
  std::string bytes;
};
// Errc::corrupt for what is not whole or not ours; Errc::conflict for another format than this.
Result<Snapshot> read_snapshot(const std::string& dir, Seq from, std::uint32_t format);

}  // namespace dealbell::store
