#pragma once

#include <string>
#include <utility>

#include "base/result.hpp"

namespace dealbell::store {

// The right to use a data directory: an flock on DIR/lock, held for the lifetime of the object and
// freed by the kernel if the process dies. A second holder, also in this process, is refused.
class DirLock {
 public:
  // Creates the directory (0700: it will hold people's names) and its parents if missing, and syncs
  // their entries, so that a power cut cannot take away the directory of a durable file.
  static Result<DirLock> take(const std::string& dir);

  DirLock(DirLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  DirLock& operator=(DirLock&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~DirLock();

 private:
  explicit DirLock(int fd) : fd_(fd) {}
  int fd_;
};

}  // namespace dealbell::store
