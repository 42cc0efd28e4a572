#pragma once

#include <string>
#include <utility>

#include "base/result.hpp"

namespace dealbell::store {

// Exclusive use of a data directory: an flock on DIR/lock for the lifetime of the object, released
// by the kernel if the process dies. A second one fails, also within this process.
class DirLock {
 public:
  // Creates the directory (0700: it will contain people's names) and its parents if missing, and
  // syncs their entries, so that a power cut cannot remove the directory of a durable file.
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
