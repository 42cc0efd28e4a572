#include "support/redis/redis_server.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <stdexcept>

namespace dealbell::test {
namespace {

constexpr std::chrono::seconds patience{10};

// Sends one inline command and reads until the server closes the connection.
std::string ask(std::uint16_t port, const std::string& command) {
  const int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const timeval limit{10, 0};
  setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string answer;
  if (connect(s, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
    const auto text = command + "\r\n";
    ::send(s, text.data(), text.size(), MSG_NOSIGNAL);
    shutdown(s, SHUT_WR);  // the server answers, then closes
    char chunk[4096];
    for (ssize_t got; (got = recv(s, chunk, sizeof chunk, 0)) > 0;)
      answer.append(chunk, static_cast<std::size_t>(got));
  }
  close(s);
  return answer;
}

template <class Condition>
void wait_until(const std::string& what, Condition condition) {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) throw std::runtime_error("timed out: " + what);
    poll(nullptr, 0, 10);  // ms
  }
}

}  // namespace

RedisServer::RedisServer(Arguments arguments) : port_(static_cast<std::uint16_t>(free_port())) {
  arguments_ = {"redis-server",
                "--port",
                std::to_string(port_),
                "--bind",
                "127.0.0.1",
                "--dir",
                dir_.path(),
                "--save",
                "",
                "--appendonly",
                "no",
                "--repl-diskless-sync-delay",
                "0"};
  arguments_.insert(arguments_.end(), arguments.begin(), arguments.end());
  start();
}

RedisServer::RedisServer(const Watched& master) : port_(static_cast<std::uint16_t>(free_port())) {
  const auto file = dir_.path() + "/sentinel.conf";
  std::ofstream(file) << "port " << port_ << "\nbind 127.0.0.1\ndir " << dir_.path()
                      << "\nsentinel monitor " << master.name << " 127.0.0.1 " << master.port
                      << " 1\nsentinel down-after-milliseconds " << master.name
                      << " 1000\nsentinel failover-timeout " << master.name << " 5000\n";
  arguments_ = {"redis-server", file, "--sentinel"};
  start();
}

void RedisServer::start() {
  process_ = std::make_unique<ChildProcess>(arguments_, dir_.path() + "/output");
  wait_until("redis-server answers, see " + dir_.path(), [&] {
    if (!process_->running()) {
      std::ifstream output(dir_.path() + "/output");
      throw std::runtime_error("redis-server has ended: " +
                               std::string(std::istreambuf_iterator<char>(output), {}));
    }
    return !ask(port_, "PING").empty();
  });
}

void RedisServer::follow(const RedisServer& master) {
  send("REPLICAOF 127.0.0.1 " + std::to_string(master.port()));
  send_until("INFO replication", "master_link_status:up");
}

std::string RedisServer::send(const std::string& command) const { return ask(port_, command); }

void RedisServer::send_until(const std::string& command, const std::string& text) const {
  wait_until(command + " says " + text,
             [&] { return send(command).find(text) != std::string::npos; });
}

}  // namespace dealbell::test
