#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace dealbell::bench {

// A program we run and watch, with the processes it starts itself. Ends with SIGTERM, and is
// waited for, when this goes; with SIGKILL when it has not ended after a while.
class ChildProcess {
 public:
  explicit ChildProcess(const std::vector<std::string>& command);
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ~ChildProcess();

  // The first line of its output with `text` in it; gives up when the program ends or takes too
  // long.
  std::string wait_for_line(std::string_view text, std::chrono::seconds longest);
  // Gives up when it fails or takes too long.
  void wait_for_success(std::chrono::seconds longest);

  // Of it and its children, all threads, to the nanosecond: a short load is a few ticks.
  double cpu_seconds() const;
  long resident_mb() const;
  int open_files() const;  // of it alone
  // What it and its children hold for themselves: anonymous memory and memory they share with each
  // other, which is where some keep their state. Shared pages are counted once.
  long own_kb() const;

 private:
  bool ended_within(std::chrono::milliseconds longest, int* status);

  pid_t pid_ = -1;  // -1 once it has ended and been waited for
  int output_ = -1;
  std::string name_, unread_;
};

// A port nobody listens on just now.
int free_port();

}  // namespace dealbell::bench
