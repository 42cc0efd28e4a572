#pragma once

#include <filesystem>
#include <string>
#include <utility>

#include "net/server/server.hpp"
#include "support/net/toy_live.hpp"

namespace dealbell::test {

// A handler from a function that is not a coroutine.
net::Handler answer(std::function<net::Response(const net::Request&)> make);

// A server on a free port of 127.0.0.1. Set the options, then start().
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

  // Creates a file in the static directory, which start() serves if it exists.
  void write_file(const std::string& name, const std::string& text);
  std::filesystem::path static_dir() const { return dir_ / "static"; }

 private:
  std::filesystem::path dir_;
  std::optional<net::Server> server_;
};

}  // namespace dealbell::test
