#include "poll.hpp"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "must.hpp"

namespace dealbell::bench {

Poll::Poll() : epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
  if (epoll_ < 0) give_up("no epoll");
}

Poll::~Poll() { ::close(epoll_); }

std::uint64_t Poll::tag(EventHandler& handler, std::uint32_t which) {
  auto at = std::find(handlers_.begin(), handlers_.end(), &handler);
  if (at == handlers_.end()) at = handlers_.insert(at, &handler);
  return static_cast<std::uint64_t>(at - handlers_.begin()) << 32 | which;
}

void Poll::watch(int fd, std::uint32_t events, EventHandler& handler, std::uint32_t which) {
  epoll_event event{events, {.u64 = tag(handler, which)}};
  if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event) != 0) give_up("cannot watch a socket");
}

void Poll::change_events(int fd, std::uint32_t events, EventHandler& handler, std::uint32_t which) {
  epoll_event event{events, {.u64 = tag(handler, which)}};
  if (::epoll_ctl(epoll_, EPOLL_CTL_MOD, fd, &event) != 0) give_up("cannot watch a socket");
}

void Poll::run_once(Clock::time_point until) {
  const auto left = std::max(until - Clock::now(), Clock::duration::zero());
  const auto seconds = std::chrono::floor<std::chrono::seconds>(left);
  const timespec wait{seconds.count(), std::chrono::nanoseconds(left - seconds).count()};
  // Few at a time: between two calls an event may be due for posting.
  std::array<epoll_event, 64> ready;
  const int n =
      ::epoll_pwait2(epoll_, ready.data(), static_cast<int>(ready.size()), &wait, nullptr);
  for (int i = 0; i < n; ++i) {
    const auto& event = ready[static_cast<std::size_t>(i)];
    handlers_[event.data.u64 >> 32]->on_event(static_cast<std::uint32_t>(event.data.u64),
                                              event.events);
  }
}

}  // namespace dealbell::bench
