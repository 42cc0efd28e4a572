#pragma once

#include <cstdint>
#include <optional>

namespace dealbell::bench {

// Counts the instructions this thread retires in user space: steadier than time on a machine that
// others share. Says nothing where the kernel or the virtual machine does not let it count.
class Instructions {
 public:
  Instructions();
  ~Instructions();
  Instructions(const Instructions&) = delete;
  Instructions& operator=(const Instructions&) = delete;

  std::optional<std::uint64_t> since_start() const;

 private:
  int counter_ = -1;
};

}  // namespace dealbell::bench
