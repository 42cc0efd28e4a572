#pragma once

#include <filesystem>
#include <string>
#include <utility>

#include "net/server/server.hpp"
#include "support/net/toy_live.hpp"

namespace dealbell::test {

// A coroutine-free handler, for the many tests that need none.
net::Handler answer(std::function<net::Response(const net::Request&)> make);

// A server on a free port of loopback; start() after the options are as the test wants them.
class RunningServer {
 public:
  RunningServer();
  RunningServer(const RunningServer&) = delete;
  RunningServer& operator=(const RunningServer&) = delete;
  ~RunningServer();

  net::ServerOptions options;
  void start();
  net::Server& server() { return *server_; }
  std::uint16_t port() const { return server_->port(); }
  std::string url(std::string_view path = "/") const;

  // A file below the static directory of this server, which start() then serves.
  void write_file(const std::string& name, const std::string& text);
  std::filesystem::path static_dir() const { return dir_ / "static"; }

 private:
  std::filesystem::path dir_;
  std::optional<net::Server> server_;
};

}  // namespace dealbell::test
