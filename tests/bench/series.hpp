#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "child_process.hpp"
#include "load.hpp"

namespace dealbell::bench {

// Runs of one kind of load against one server.
class Series {
 public:
  // Each request carries `events`.
  Series(std::string name, const ChildProcess& server, int port, int connections, double events,
         Talk talk);

  void run(std::chrono::seconds lasting);
  // Prints the run in the middle by speed; its events per second.
  double print();

 private:
  struct Run {
    double per_second;
    Outcome outcome;
    double server_us, load_us;
  };
  std::string name_;
  const ChildProcess& server_;
  int port_, connections_;
  double events_;
  Talk talk_;
  std::vector<Run> runs_;
};

}  // namespace dealbell::bench
