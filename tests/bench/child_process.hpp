#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace dealbell::bench {

// A program we run and watch. Ends with SIGTERM, and is waited for, when this goes.
class ChildProcess {
 public:
  explicit ChildProcess(const std::vector<std::string>& command);
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ~ChildProcess();

  // The first line of its output with `text` in it; gives up when the program ends or takes too
  // long.
  std::string wait_for_line(std::string_view text, std::chrono::seconds longest);

  double cpu_seconds() const;  // of all its threads so far
  long resident_mb() const;

 private:
  pid_t pid_ = -1;
  int output_ = -1;
  std::string name_, unread_;
};

// A port nobody listens on just now.
int free_port();

}  // namespace dealbell::bench
