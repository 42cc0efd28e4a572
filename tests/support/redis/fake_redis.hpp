#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "redis/reply.hpp"
#include "redis/url.hpp"

namespace dealbell::test {

// A server on 127.0.0.1 with answers given by the test. It runs on the test's own loop.
class FakeRedis {
 public:
  // The answer to a command, in RESP; empty: no answer. It may have several replies.
  using Answer = std::function<std::string(const redis::Command&)>;

  FakeRedis(boost::asio::io_context& loop, Answer answer);
  redis::Endpoint endpoint() const { return {"127.0.0.1", port_}; }
  std::string url() const { return "redis://" + to_string(endpoint()); }

  void hang_up();  // closes all connections
  void close();    // and stops listening

  // The answers of a healthy master to the greeting, and +OK to everything else.
  static std::string welcome(const redis::Command& command);

 private:
  boost::asio::awaitable<void> accept();
  boost::asio::awaitable<void> serve(std::shared_ptr<boost::asio::ip::tcp::socket> socket);

  boost::asio::io_context& loop_;
  boost::asio::ip::tcp::acceptor acceptor_;
  std::uint16_t port_;
  Answer answer_;
  std::vector<std::weak_ptr<boost::asio::ip::tcp::socket>> sockets_;
};

}  // namespace dealbell::test
