#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace dealbell::test {

// A program that runs during the test and is killed with it.
class ChildProcess {
 public:
  // Its output is appended to the file.
  ChildProcess(const std::vector<std::string>& command, const std::string& output_file);
  ~ChildProcess() { kill(); }
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  void signal(int number) const;
  // SIGKILL, and waits for its end. May be called twice.
  void kill();
  bool running();

 private:
  pid_t pid_ = -1;
};

// The program's path, searched in PATH; empty if it is not found.
std::string find_program(const std::string& name);

// A port of 127.0.0.1 without a listener. Another process may take it before the caller does.
int free_port();

}  // namespace dealbell::test
