#include "store/dir_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

namespace dealbell::store {
namespace {

namespace fs = std::filesystem;

Error system_error(const fs::path& path, int code) {
  return error(Errc::io, path.string() + ": " + std::generic_category().message(code));
}

Result<> sync_dir(const fs::path& dir) {
  const int fd = ::open(dir.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return system_error(dir, errno);
  const int code = ::fsync(fd) == 0 ? 0 : errno;
  ::close(fd);
  if (code != 0) return system_error(dir, code);
  return {};
}

Result<> make_dir(const fs::path& dir) {
  std::error_code ignored;
  if (fs::is_directory(dir, ignored)) return {};
  const auto parent = dir.has_parent_path() ? dir.parent_path() : fs::path(".");
  if (auto made = make_dir(parent); !made) return made;
  if (::mkdir(dir.c_str(), 0700) != 0 && errno != EEXIST) return system_error(dir, errno);
  return sync_dir(parent);
}

}  // namespace

Result<DirLock> DirLock::take(const std::string& dir) {
  if (auto made = make_dir(dir); !made) return made.error();
  const auto path = fs::path(dir) / "lock";
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return system_error(path, errno);
  DirLock lock{fd};
  if (::flock(fd, LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno == EWOULDBLOCK)
    return error(Errc::conflict, dir + " is in use by another dealbell process");
  return system_error(path, errno);
}

DirLock::~DirLock() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace dealbell::store
