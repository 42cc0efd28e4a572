#pragma once

#include <boost/asio/io_context.hpp>
#include <map>
#include <memory>

#include "io/one_shot_event.hpp"
#include "io/timing.hpp"

namespace dealbell::sim {

// A virtual clock: it stops while any coroutine can run, and then jumps to the next one that
// sleeps.
class SimTime final : public io::Timing {
 public:
  explicit SimTime(boost::asio::io_context& context) : context_(context) {}

  std::chrono::steady_clock::time_point now() const override { return now_; }

  boost::asio::awaitable<void> sleep(std::chrono::milliseconds time) override {
    const auto event = std::make_shared<io::OneShotEvent>();
    waiting_.emplace(std::pair{now_ + time, ++order_}, event);
    co_await event->wait();
  }

  // Runs everything that is due within `time`.
  void run_for(std::chrono::milliseconds time) {
    const auto end = now_ + time;
    for (;;) {
      context_.restart();
      context_.poll();
      if (waiting_.empty() || waiting_.begin()->first.first > end) break;
      const auto next = waiting_.begin();
      now_ = next->first.first;
      const auto event = next->second;
      waiting_.erase(next);
      event->open();
    }
    now_ = end;
  }

 private:
  boost::asio::io_context& context_;
  std::chrono::steady_clock::time_point now_{};
  std::uint64_t order_ = 0;  // of two that wake at the same time, the first to sleep runs first
  std::map<std::pair<std::chrono::steady_clock::time_point, std::uint64_t>,
           std::shared_ptr<io::OneShotEvent>>
      waiting_;
};

}  // namespace dealbell::sim
