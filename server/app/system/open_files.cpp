#include "app/system/open_files.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <string>

namespace dealbell::app {
namespace {

// Ledger, delivery log, snapshots, Redis, the log and the program's own timers: 30 have been seen.
constexpr std::uint64_t own_files = 48;
// A listener, its loop, and a few connections that are being refused.
constexpr std::uint64_t files_per_thread = 8;
constexpr std::uint64_t connections_min = 10;

}  // namespace

Result<int> connections_within(std::uint64_t open_files, int wanted, int threads) {
  const auto reserved = own_files + files_per_thread * static_cast<std::uint64_t>(threads);
  const auto needed = reserved + connections_min;
  if (open_files < needed)
    return error(Errc::unavailable,
                 "the system allows this process " + std::to_string(open_files) +
                     " open files, and it needs at least " + std::to_string(needed) +
                     ": raise the limit (ulimit -n, or LimitNOFILE= in the systemd unit)");
  return static_cast<int>(std::min(open_files - reserved, static_cast<std::uint64_t>(wanted)));
}

Result<int> connections_within_limit(int wanted, int threads) {
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return wanted;
  files.rlim_cur = files.rlim_max;  // the soft limit is only a default
  ::setrlimit(RLIMIT_NOFILE, &files);
  ::getrlimit(RLIMIT_NOFILE, &files);
  return connections_within(files.rlim_cur, wanted, threads);
}

}  // namespace dealbell::app
