#include "support/net/running_server.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>

namespace dealbell::test {
namespace asio = boost::asio;
namespace fs = std::filesystem;

net::Handler answer(std::function<net::Response(const net::Request&)> make) {
  return [make](const net::Request& request) -> asio::awaitable<net::Response> {
    co_return make(request);
  };
}

RunningServer::RunningServer() {
  auto name = (fs::temp_directory_path() / "dealbell_net_XXXXXX").string();
  if (!mkdtemp(name.data())) throw std::runtime_error("no temporary directory");
  dir_ = name;
  options.live = toy_protocol();
}

RunningServer::~RunningServer() {
  server_.reset();
  fs::remove_all(dir_);
}

void RunningServer::start() {
  if (fs::exists(static_dir())) options.static_dir = static_dir().string();
  auto started = net::Server::start(std::move(options));
  ASSERT_TRUE(started) << started.error().message;
  server_.emplace(std::move(*started));
}

void RunningServer::write_file(const std::string& name, const std::string& text) {
  const auto file = static_dir() / name;
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

}  // namespace dealbell::test
