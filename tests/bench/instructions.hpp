#pragma once

#include <cstdint>
#include <optional>

namespace dealbell::bench {

// Counts the instructions that this thread retires in user space. They vary less than times on a
// shared machine. since_start() is empty if the kernel or the virtual machine does not allow it.
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
