#include "instructions.hpp"

#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace dealbell::bench {

Instructions::Instructions() {
  perf_event_attr what{};
  what.size = sizeof what;
  what.type = PERF_TYPE_HARDWARE;
  what.config = PERF_COUNT_HW_INSTRUCTIONS;
  what.exclude_kernel = 1;
  what.exclude_hv = 1;
  counter_ = static_cast<int>(::syscall(SYS_perf_event_open, &what, 0, -1, -1, 0));
}

Instructions::~Instructions() {
  if (counter_ >= 0) ::close(counter_);
}

std::optional<std::uint64_t> Instructions::since_start() const {
  std::uint64_t count = 0;
  if (counter_ < 0 || ::read(counter_, &count, sizeof count) != sizeof count) return std::nullopt;
  return count;
}

}  // namespace dealbell::bench
