#include "net/live_hub.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "net/live_connection.hpp"

namespace dealbell::net {
namespace asio = boost::asio;
using namespace std::chrono_literals;

LiveHub::LiveHub(const LiveProtocol& protocol, std::atomic<int>& live_count)
    : protocol_(protocol), live_count_(live_count) {}

void LiveHub::start(asio::any_io_executor loop) {
  asio::co_spawn(loop, beat_for_ever(), asio::detached);
  asio::co_spawn(loop, sweep_for_ever(), asio::detached);
}

void LiveHub::publish(std::shared_ptr<const Publication> publication) {
  newsstand_.replace(std::move(publication));
  for (auto* connection : connections_) connection->pump();
}

asio::awaitable<void> LiveHub::beat_for_ever() {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (auto next = std::chrono::steady_clock::now();;) {
    next += protocol_.beat_every;
    timer.expires_at(next);
    co_await timer.async_wait(asio::use_awaitable);
    newsstand_.begin_beat();
    for (auto* connection : connections_) {
      connection->owe_beat();
      connection->pump();
    }
  }
}

asio::awaitable<void> LiveHub::sweep_for_ever() {
  // Often enough that a deadline is kept within an eighth, seldom enough to cost nothing.
  const auto shortest = std::min(protocol_.hello_within, protocol_.stuck_after);
  const auto pace = std::clamp<std::chrono::milliseconds>(shortest / 8, 5ms, 1s);
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (;;) {
    timer.expires_after(pace);
    co_await timer.async_wait(asio::use_awaitable);
    const auto now = std::chrono::steady_clock::now();
    for (auto* connection : connections_) connection->sweep(now);
  }
}

void LiveHub::drain() {
  // The walls of one server come back over two seconds instead of all at once.
  constexpr auto first = 250ms, step = 50ms;
  std::array<Text, 40> texts;
  std::size_t i = 0;
  for (auto* connection : connections_) {
    const auto slot = i++ % texts.size();
    if (!texts[slot]) {
      const auto wait = first + step * static_cast<int>(slot);
      texts[slot] = std::make_shared<const std::string>(protocol_.drain(wait));
    }
    connection->end_with(texts[slot], CloseCode::restart);
  }
}

void LiveHub::abort_all() {
  for (auto* connection : connections_) connection->abort();
}

LiveHub::Place::Place(LiveHub& hub, LiveConnection& connection)
    : hub_(hub), connection_(connection) {
  hub_.connections_.insert(&connection_);
  ++hub_.live_count_;
}

LiveHub::Place::~Place() {
  hub_.connections_.erase(&connection_);
  --hub_.live_count_;
}

}  // namespace dealbell::net
