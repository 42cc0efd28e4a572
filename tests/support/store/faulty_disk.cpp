#include "support/store/faulty_disk.hpp"

#include <sqlite3.h>

#include <atomic>
#include <fstream>
#include <iterator>
#include <utility>

#include "support/store/faulty_vfs.hpp"

namespace dealbell::test {
namespace {

std::atomic<int> disks_made{0};

std::string contents(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void overwrite(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

}  // namespace

FaultyDisk::FaultyDisk()
    : name_("faulty-" + std::to_string(++disks_made)), platform_(sqlite3_vfs_find(nullptr)) {
  registered_ = std::make_unique<sqlite3_vfs>(faulty_vfs(*this));
  sqlite3_vfs_register(registered_.get(), 0);
}

FaultyDisk::~FaultyDisk() { sqlite3_vfs_unregister(registered_.get()); }

void FaultyDisk::lose_power(std::mt19937_64& random) {
  constexpr double keeps[] = {0, 0.1, 0.5, 0.9, 0.99};
  for (auto& [path, file] : files_)
    overwrite(path, file.lose_power(keeps[random() % std::size(keeps)], random));
  files_.clear();
  revive();
}

void FaultyDisk::lose_all_unsynced() {
  std::mt19937_64 unused;
  for (auto& [path, file] : files_) overwrite(path, file.lose_power(0, unused));
  files_.clear();
  revive();
}

int FaultyDisk::before_read() const { return dead() ? SQLITE_IOERR_READ : SQLITE_OK; }

int FaultyDisk::before_write() {
  ++operations_;
  if (dead()) return SQLITE_IOERR_WRITE;
  if (std::exchange(fail_write_, false)) return SQLITE_IOERR_WRITE;
  if (writes_left_ == 0) return SQLITE_FULL;
  if (writes_left_ > 0) --writes_left_;
  return SQLITE_OK;
}

int FaultyDisk::before_sync(const std::string& path) {
  ++operations_;
  if (dead()) return SQLITE_IOERR_FSYNC;
  ++syncs_;
  if (failing_sync_.empty() || !path.ends_with(failing_sync_)) return SQLITE_OK;
  failing_sync_.clear();
  file(path).fail_sync();
  return SQLITE_IOERR_FSYNC;
}

int FaultyDisk::before_other() {
  ++operations_;
  return dead() ? SQLITE_IOERR : SQLITE_OK;
}

UnsyncedFile& FaultyDisk::file(const std::string& path) {
  auto found = files_.find(path);
  if (found == files_.end()) found = files_.emplace(path, UnsyncedFile(contents(path))).first;
  return found->second;
}

}  // namespace dealbell::test
