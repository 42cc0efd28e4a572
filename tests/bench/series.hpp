#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "child_process.hpp"
#include "load.hpp"

namespace dealbell::bench {

// Several runs of one load against one server.
class Series {
 public:
  // Each request contains `events` events. `server` must outlive this.
  Series(std::string name, const ChildProcess& server, int port, int connections, double events,
         Protocol protocol);

  void run(std::chrono::seconds lasting);
  // Prints the run with the median speed and returns its events per second.
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
  Protocol protocol_;
  std::vector<Run> runs_;
};

}  // namespace dealbell::bench
