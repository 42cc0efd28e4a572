#include "load.hpp"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "must.hpp"
#include "percentile.hpp"
#include "processor_time.hpp"
#include "sockets.hpp"

namespace dealbell::bench {
namespace {

using Clock = std::chrono::steady_clock;

// A connection with at most one request in flight.
struct Connection {
  int fd = -1;
  std::string out, in;
  Clock::time_point sent_at;

  void send_request(const Protocol& protocol) {
    out.clear();
    protocol.append_request(out);
    sent_at = Clock::now();
    for (std::size_t sent = 0; sent < out.size();) {  // blocking: the server reads its requests
      const auto size = ::send(fd, out.data() + sent, out.size() - sent, MSG_NOSIGNAL);
      if (size <= 0) give_up("the server closed the connection during a request");
      sent += static_cast<std::size_t>(size);
    }
  }

  // True when the response is complete.
  bool read_response(const Protocol& protocol) {
    std::array<char, 16 * 1024> bytes;
    const auto size = ::recv(fd, bytes.data(), bytes.size(), 0);
    if (size <= 0) give_up("the server closed the connection without a response");
    in.append(bytes.data(), static_cast<std::size_t>(size));
    const auto whole = protocol.response_size(in);
    in.erase(0, whole);
    return whole > 0;
  }
};

}  // namespace

Outcome run_load(int port, int connections, std::chrono::seconds lasting,
                 const Protocol& protocol) {
  const int poll = ::epoll_create1(0);
  std::vector<Connection> clients(static_cast<std::size_t>(connections));
  for (std::size_t i = 0; i < clients.size(); ++i) {
    clients[i].fd = connected_to(port);
    epoll_event readable{EPOLLIN, {.u64 = i}};
    ::epoll_ctl(poll, EPOLL_CTL_ADD, clients[i].fd, &readable);
  }
  const auto cpu_before = own_cpu_seconds();
  const auto start = Clock::now();
  const auto end = start + lasting;
  std::vector<double> took_ms;
  auto in_flight = clients.size();
  for (auto& client : clients) client.send_request(protocol);
  while (in_flight > 0) {
    std::array<epoll_event, 64> ready;
    const int n = ::epoll_wait(poll, ready.data(), static_cast<int>(ready.size()), 30'000);
    if (n <= 0) give_up("no response for 30 s");
    for (int i = 0; i < n; ++i) {
      auto& client = clients[ready[static_cast<std::size_t>(i)].data.u64];
      if (!client.read_response(protocol)) continue;
      const auto now = Clock::now();
      if (now >= end) {
        --in_flight;
        continue;
      }
      took_ms.push_back(std::chrono::duration<double, std::milli>(now - client.sent_at).count());
      client.send_request(protocol);
    }
  }
  for (const auto& client : clients) ::close(client.fd);
  ::close(poll);
  std::sort(took_ms.begin(), took_ms.end());
  return {took_ms.size(), std::chrono::duration<double>(lasting).count(), percentile(took_ms, 50),
          percentile(took_ms, 99), own_cpu_seconds() - cpu_before};
}

}  // namespace dealbell::bench
