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

std::uint64_t Poll::tag(Watcher& watcher, std::uint32_t which) {
  auto at = std::find(watchers_.begin(), watchers_.end(), &watcher);
  if (at == watchers_.end()) at = watchers_.insert(at, &watcher);
  return static_cast<std::uint64_t>(at - watchers_.begin()) << 32 | which;
}

void Poll::watch(int fd, std::uint32_t events, Watcher& watcher, std::uint32_t which) {
  epoll_event event{events, {.u64 = tag(watcher, which)}};
  if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event) != 0) give_up("cannot watch a socket");
}

void Poll::watch_for_other(int fd, std::uint32_t events, Watcher& watcher, std::uint32_t which) {
  epoll_event event{events, {.u64 = tag(watcher, which)}};
  if (::epoll_ctl(epoll_, EPOLL_CTL_MOD, fd, &event) != 0) give_up("cannot watch a socket");
}

void Poll::turn(Clock::time_point until) {
  const auto left = std::max(until - Clock::now(), Clock::duration::zero());
  const auto seconds = std::chrono::floor<std::chrono::seconds>(left);
  const timespec wait{seconds.count(), std::chrono::nanoseconds(left - seconds).count()};
  // Few at a time: between two turns somebody may have to post.
  std::array<epoll_event, 64> ready;
  const int n =
      ::epoll_pwait2(epoll_, ready.data(), static_cast<int>(ready.size()), &wait, nullptr);
  for (int i = 0; i < n; ++i) {
    const auto& event = ready[static_cast<std::size_t>(i)];
    watchers_[event.data.u64 >> 32]->ready(static_cast<std::uint32_t>(event.data.u64),
                                           event.events);
  }
}

}  // namespace dealbell::bench
