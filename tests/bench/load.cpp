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

// A connection with at most one request under way.
struct Caller {
  int fd = -1;
  std::string out, in;
  Clock::time_point asked;

  void ask(const Talk& talk) {
    out.clear();
    talk.put_request(out);
    asked = Clock::now();
    for (std::size_t sent = 0; sent < out.size();) {  // blocking: the peer reads what it is sent
      const auto size = ::send(fd, out.data() + sent, out.size() - sent, MSG_NOSIGNAL);
      if (size <= 0) give_up("the server hung up while being asked");
      sent += static_cast<std::size_t>(size);
    }
  }

  // True when the answer is whole.
  bool take(const Talk& talk) {
    std::array<char, 16 * 1024> bytes;
    const auto size = ::recv(fd, bytes.data(), bytes.size(), 0);
    if (size <= 0) give_up("the server hung up instead of answering");
    in.append(bytes.data(), static_cast<std::size_t>(size));
    const auto whole = talk.answer_size(in);
    in.erase(0, whole);
    return whole > 0;
  }
};

}  // namespace

Outcome run_load(int port, int connections, std::chrono::seconds lasting, const Talk& talk) {
  const int poll = ::epoll_create1(0);
  std::vector<Caller> callers(static_cast<std::size_t>(connections));
  for (std::size_t i = 0; i < callers.size(); ++i) {
    callers[i].fd = connected_to(port);
    epoll_event readable{EPOLLIN, {.u64 = i}};
    ::epoll_ctl(poll, EPOLL_CTL_ADD, callers[i].fd, &readable);
  }
  const auto cpu_before = own_cpu_seconds();
  const auto start = Clock::now();
  const auto end = start + lasting;
  std::vector<double> took_ms;
  auto under_way = callers.size();
  for (auto& caller : callers) caller.ask(talk);
  while (under_way > 0) {
    std::array<epoll_event, 64> ready;
    const int n = ::epoll_wait(poll, ready.data(), static_cast<int>(ready.size()), 30'000);
    if (n <= 0) give_up("no answer for 30 s");
    for (int i = 0; i < n; ++i) {
      auto& caller = callers[ready[static_cast<std::size_t>(i)].data.u64];
      if (!caller.take(talk)) continue;
      const auto now = Clock::now();
      if (now >= end) {
        --under_way;
        continue;
      }
      took_ms.push_back(std::chrono::duration<double, std::milli>(now - caller.asked).count());
      caller.ask(talk);
    }
  }
  for (const auto& caller : callers) ::close(caller.fd);
  ::close(poll);
  std::sort(took_ms.begin(), took_ms.end());
  return {took_ms.size(), std::chrono::duration<double>(lasting).count(), percentile(took_ms, 50),
          percentile(took_ms, 99), own_cpu_seconds() - cpu_before};
}

}  // namespace dealbell::bench
