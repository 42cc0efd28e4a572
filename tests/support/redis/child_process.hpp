#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace dealbell::test {

// A program that runs beside the test and is killed with it.
class ChildProcess {
 public:
  // What it prints goes to the file.
  ChildProcess(const std::vector<std::string>& command, const std::string& output_file);
  ~ChildProcess() { kill(); }
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  void signal(int number) const;
  // SIGKILL, and waits for its end. Twice is fine.
  void kill();
  bool running();

 private:
  pid_t pid_ = -1;
};

// Where the program is on the PATH; empty: nowhere.
std::string find_program(const std::string& name);

// A port of 127.0.0.1 that nobody listens on. Somebody may take it before the caller does.
int free_port();

}  // namespace dealbell::test
