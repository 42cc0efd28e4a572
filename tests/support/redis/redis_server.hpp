#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "redis/url.hpp"
#include "support/redis/child_process.hpp"
#include "support/store/scratch_dir.hpp"

namespace dealbell::test {

// The real redis-server on a free port of 127.0.0.1, in a directory of its own, without
// persistence unless the arguments enable it. Every method that waits gives up after ten seconds
// and throws. A test that uses it begins with SKIP_WITHOUT_REDIS().
class RedisServer {
 public:
  using Arguments = std::vector<std::string>;  // {"--appendonly", "yes"}

  explicit RedisServer(Arguments arguments = {});
  // A sentinel; it has a configuration file, which it rewrites, instead of arguments.
  struct Watched {
    std::string name;
    std::uint16_t port;
  };
  explicit RedisServer(const Watched& master);

  std::uint16_t port() const { return port_; }
  redis::Endpoint endpoint() const { return {"127.0.0.1", port_}; }
  std::string url() const { return "redis://" + to_string(endpoint()); }
  const std::string& dir() const { return dir_.path(); }

  void kill() { process_->kill(); }                      // SIGKILL, and waits for the end
  void start();                                          // again, on the same port and directory
  void signal(int number) { process_->signal(number); }  // SIGSTOP, SIGCONT

  // Makes it a replica and returns when it has the master's data.
  void follow(const RedisServer& master);

  // Sends the command over a connection of its own and returns the raw answer in RESP; blocking.
  std::string send(const std::string& command) const;
  // Repeats the command until the answer contains the text.
  void send_until(const std::string& command, const std::string& text) const;

 private:
  ScratchDir dir_;
  Arguments arguments_;
  std::uint16_t port_ = 0;
  std::unique_ptr<ChildProcess> process_;
};

}  // namespace dealbell::test

#define SKIP_WITHOUT_REDIS()                                \
  if (dealbell::test::find_program("redis-server").empty()) \
  GTEST_SKIP() << "SKIPPED: redis-server is not installed (deploy/packages.sh test)"
