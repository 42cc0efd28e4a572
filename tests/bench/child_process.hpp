#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace dealbell::bench {

// A child process and the processes that it starts. The destructor sends SIGTERM and waits 20 s;
// then it sends SIGKILL to all of them.
class ChildProcess {
 public:
  explicit ChildProcess(const std::vector<std::string>& command);
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ~ChildProcess();

  // The first line of its output that contains `text`. Gives up when the program ends first or
  // takes too long.
  std::string wait_for_line(std::string_view text, std::chrono::seconds longest);
  // Waits until it has ended. Gives up when it fails or takes too long.
  void wait_for_success(std::chrono::seconds longest);

  // Of the process and its children, all threads. In nanoseconds, because a short load lasts only a
  // few clock ticks.
  double cpu_seconds() const;
  long resident_mb() const;
  int open_files() const;  // without its children
  // User memory of the process and its children: anonymous memory and the memory they share, where
  // some servers keep their state. Shared pages are counted once.
  long own_kb() const;

 private:
  bool ended_within(std::chrono::milliseconds longest, int* status);

  pid_t pid_ = -1;  // -1 once it has ended and been waited for
  int output_ = -1;
  std::string name_, unread_;
};

// A TCP port that is unused at the moment.
int free_port();

}  // namespace dealbell::bench
