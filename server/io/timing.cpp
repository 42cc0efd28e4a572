#include "io/timing.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace dealbell::io {
namespace {

class RealTime final : public Timing {
 public:
  std::chrono::steady_clock::time_point now() const override {
    return std::chrono::steady_clock::now();
  }
  boost::asio::awaitable<void> sleep(std::chrono::milliseconds time) override {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, time);
    co_await timer.async_wait(boost::asio::use_awaitable);
  }
};

}  // namespace

Timing& real_time() {
  static RealTime time;
  return time;
}

}  // namespace dealbell::io
