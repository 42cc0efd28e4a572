#include "io/one_shot_event.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/check.hpp"

namespace dealbell::io {
namespace asio = boost::asio;

namespace {

// Keeps a waiter's timer in the list for as long as the waiter's frame exists.
class Registration {
 public:
  Registration(std::vector<asio::steady_timer*>& list, asio::steady_timer& timer)
      : list_(list), timer_(timer) {
    list_.push_back(&timer_);
  }
  Registration(const Registration&) = delete;
  Registration& operator=(const Registration&) = delete;
  ~Registration() { std::erase(list_, &timer_); }

 private:
  std::vector<asio::steady_timer*>& list_;
  asio::steady_timer& timer_;
};

}  // namespace

OneShotEvent::~OneShotEvent() { DEALBELL_CHECK(waiters_.empty()); }

void OneShotEvent::open() {
  open_ = true;
  for (auto* waiter : waiters_) waiter->cancel();
}

asio::awaitable<void> OneShotEvent::wait() {
  co_await wait_until(std::chrono::steady_clock::time_point::max());
}

asio::awaitable<bool> OneShotEvent::wait_for(std::chrono::milliseconds longest) {
  return wait_until(std::chrono::steady_clock::now() + longest);
}

asio::awaitable<bool> OneShotEvent::wait_until(std::chrono::steady_clock::time_point end) {
  if (open_) co_return true;
  asio::steady_timer timer(co_await asio::this_coro::executor, end);
  const Registration registration(waiters_, timer);
  co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
  co_return open_;
}

}  // namespace dealbell::io
