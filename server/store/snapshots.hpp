#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.hpp"
#include "base/result.hpp"
#include "store/ledger.hpp"

namespace dealbell::store {

// The header of a snapshot file.
struct SnapshotHead {
  std::uint32_t format = 0;   // of the contents
  Seq from = 0;               // apply the log after this seq
  Seq until = 0;              // no event in it has a later seq
  std::uint64_t witness = 0;  // Ledger::witness(until): identifies the log it belongs to
};

// Snapshots of one office are files DIR/snapshots/SEQ.snapshot; the newest two are kept. A file
// gets this name only when it is complete and on disk. Blocking; one writer at a time.
//
// A snapshot being written is SEQ.new; the destructor removes it unless it was finished.
class SnapshotFile {
 public:
  static Result<SnapshotFile> create(const std::string& dir, Seq from);
  SnapshotFile(SnapshotFile&& other) noexcept;
  SnapshotFile& operator=(SnapshotFile&&) = delete;
  ~SnapshotFile();

  Result<> append(std::string_view bytes);
  // Makes it durable, gives it its name and deletes older ones.
  Result<> finish(const SnapshotHead& head);

 private:
  SnapshotFile(std::string dir, Seq from, int fd);
  std::string dir_, temp_;
  Seq from_;
  int fd_;
  std::uint64_t size_ = 0, unsynced_ = 0;
  StreamHash hash_;
};

// The seqs of all snapshots, newest first. Removes unfinished files of a killed process.
std::vector<Seq> snapshots(const std::string& dir);

// Deletes one that can never be used again.
void remove_snapshot(const std::string& dir, Seq from);

struct Snapshot {
  SnapshotHead head;
  std::string bytes;
};
// Errc::corrupt if it is damaged or no snapshot of this seq; Errc::conflict for another format.
Result<Snapshot> read_snapshot(const std::string& dir, Seq from, std::uint32_t format);

}  // namespace dealbell::store
