#include "store/migration_copy.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <memory>
#include <string_view>
#include <system_error>
#include <vector>

#include "base/log.hpp"
#include "store/database.hpp"

namespace dealbell::store {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kept = 2;
// Beside the copy, a migration may write the whole file once more, into its WAL.
constexpr std::uint64_t files_needed = 2;
constexpr std::uint64_t spare_bytes = 1 << 20;

constexpr std::string_view begin = "ledger.format-", end = ".db";

std::string name_of(std::int64_t version) {
  return std::string(begin) + std::to_string(version) + std::string(end);
}

// The formats of the copies in `dir`, newest first.
std::vector<std::int64_t> copies(const std::string& dir) {
  std::vector<std::int64_t> all;
  std::error_code ec;
  for (fs::directory_iterator at(dir, ec), last; !ec && at != last; at.increment(ec)) {
    const auto name = at->path().filename().string();
    if (!name.starts_with(begin) || !name.ends_with(end)) continue;
    std::int64_t version = 0;
    std::from_chars(name.data() + begin.size(), name.data() + name.size(), version);
    if (name == name_of(version)) all.push_back(version);
  }
  std::sort(all.rbegin(), all.rend());
  return all;
}

Result<std::uint64_t> size_of(Database& database) {
  std::uint64_t bytes = 0;
  const auto take = [&](const Row& row) {
    bytes = static_cast<std::uint64_t>(row.integer(0));
    return false;
  };
  Statement size{database,
                 "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"};
  if (auto read = size.query(take); !read) return read.error();
  return bytes;
}

std::uint64_t mb(std::uint64_t bytes) { return (bytes + (1 << 20) - 1) >> 20; }

Result<> check_room(const std::string& dir, std::uint64_t needed, const Options& options) {
  std::error_code ec;
  const std::uint64_t free =
      options.free_bytes ? options.free_bytes(dir) : fs::space(dir, ec).available;
  if (ec || free >= needed) return {};
  return error(
      Errc::cannot_store,
      fmt::format("ledger.db has an older format and is copied before it is migrated: this "
                  "needs {} MB in {}, and {} MB are free. Nothing was changed",
                  mb(needed), dir, mb(free)));
}

Error failed(const std::string& path, int code) {
  return error(code == ENOSPC ? Errc::cannot_store : Errc::io,
               path + ": " + std::generic_category().message(code));
}

Result<> sync(const std::string& path, int flags) {
  const int fd = ::open(path.c_str(), flags | O_CLOEXEC);
  if (fd < 0) return failed(path, errno);
  const int code = ::fsync(fd) == 0 ? 0 : errno;
  ::close(fd);
  if (code != 0) return failed(path, code);
  return {};
}

struct Close {
  void operator()(sqlite3* handle) const { sqlite3_close(handle); }
};

// SQLite's own copy, page by page. The file is not synced.
Result<> copy_pages(Database& database, const std::string& path) {
  sqlite3* raw = nullptr;
  const int opened =
      sqlite3_open_v2(path.c_str(), &raw,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  const std::unique_ptr<sqlite3, Close> copy{raw};
  const auto why = [&](int code) {
    const bool full = (code & 0xff) == SQLITE_FULL;
    return error(full ? Errc::cannot_store : Errc::io,
                 path + ": " + sqlite3_errstr(code) + ". ledger.db was not changed");
  };
  if (opened != SQLITE_OK) return why(opened);
  // Whoever finds it half-written after a power cut does so under a name that nobody reads.
  sqlite3_exec(raw, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", nullptr, nullptr,
               nullptr);
  auto* backup = sqlite3_backup_init(raw, "main", database.handle(), "main");
  if (!backup) return why(sqlite3_errcode(raw));
  const int stepped = sqlite3_backup_step(backup, -1);
  const int finished = sqlite3_backup_finish(backup);
  if (stepped != SQLITE_DONE) return why(stepped);
  if (finished != SQLITE_OK) return why(finished);
  return {};
}

}  // namespace

Result<> copy_before_migration(Database& database, const std::string& dir, std::int64_t version,
                               std::int64_t newest_version, const Options& options) {
  const auto size = size_of(database);
  if (!size) return size.error();
  const auto name = name_of(version), path = dir + "/" + name, unfinished = path + ".new";
  std::error_code ignored;
  fs::remove(unfinished, ignored);  // of a killed process
  if (auto room = check_room(dir, files_needed * *size + spare_bytes, options); !room) return room;
  log_info(
      fmt::format("ledger.db has format {}: copying it ({} MB) to {} before it is migrated to "
                  "format {}",
                  version, mb(*size), path, newest_version));
  auto copied = copy_pages(database, unfinished);
  if (copied) copied = sync(unfinished, O_RDWR);
  if (!copied) {
    fs::remove(unfinished, ignored);
    return copied;
  }
  fs::permissions(unfinished, fs::perms::owner_read | fs::perms::owner_write, ignored);
  if (::rename(unfinished.c_str(), path.c_str()) != 0) return failed(path, errno);
  if (auto synced = sync(dir, O_RDONLY | O_DIRECTORY); !synced) return synced;
  const auto all = copies(dir);
  for (auto i = kept; i < all.size(); ++i) {
    fs::remove(dir + "/" + name_of(all[i]), ignored);
    log_info(fmt::format("{} was deleted: copies of the newest {} formats are kept",
                         name_of(all[i]), kept));
  }
  return {};
}

}  // namespace dealbell::store
