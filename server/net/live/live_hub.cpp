#include "net/live/live_hub.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "io/clock.hpp"
#include "net/live/live_connection.hpp"

namespace dealbell::net {
namespace asio = boost::asio;
using namespace std::chrono_literals;
namespace {

// Connections visited at once: about a millisecond, after which this shard's other work continues.
constexpr std::size_t slice = 128;
// Each group gets its beat at another time, so that ten thousand connections cause no stall.
constexpr unsigned char beat_groups = 20;
constexpr std::size_t reconnect_times_max = 1000;  // different ones in drain frames

}  // namespace

LiveHub::LiveHub(const LiveProtocol& protocol, std::atomic<int>& live_count)
    : protocol_(protocol), live_count_(live_count) {}

void LiveHub::start(asio::any_io_executor loop) {
  loop_ = std::move(loop);
  asio::co_spawn(loop_, beat_for_ever(), asio::detached);
  asio::co_spawn(loop_, sweep_for_ever(), asio::detached);
}

void LiveHub::publish(std::shared_ptr<const Publication> publication) {
  latest_.replace(std::move(publication));
  unvisited_ = connections_.size();
  if (!std::exchange(visiting_, true)) visit_slice();
}

void LiveHub::visit_slice() {
  for (std::size_t i = 0; i < slice && unvisited_ > 0 && !connections_.empty(); ++i, --unvisited_) {
    if (next_ >= connections_.size()) next_ = 0;
    connections_[next_++]->pump();
  }
  visiting_ = unvisited_ > 0 && !connections_.empty();
  if (visiting_) asio::post(loop_, [this] { visit_slice(); });
}

bool LiveHub::may_have(std::string_view channel) const {
  return latest_.empty() || latest_.find(channel);
}

void LiveHub::join(LiveConnection& connection) {
  connection.index_ = connections_.size();
  connection.beat_group_ = static_cast<unsigned char>(connections_.size() % beat_groups);
  connections_.push_back(&connection);
  ++live_count_;
  if (connection.form() == Form::event_stream) ++event_streams_;
}

void LiveHub::leave(LiveConnection& connection) {
  connections_[connection.index_] = connections_.back();
  connections_[connection.index_]->index_ = connection.index_;
  connections_.pop_back();
  --live_count_;
  if (connection.form() == Form::event_stream) --event_streams_;
  if (visiting_)
    unvisited_ = connections_.size();  // the moved connection may not have been visited
}

asio::awaitable<void> LiveHub::beat_for_ever() {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (auto next = std::chrono::steady_clock::now();;) {
    next +=
        std::chrono::duration_cast<std::chrono::nanoseconds>(protocol_.beat_every) / beat_groups;
    timer.expires_at(next);
    co_await timer.async_wait(asio::use_awaitable);
    latest_.begin_beats();
    beat_group_ = static_cast<unsigned char>((beat_group_ + 1) % beat_groups);
    for (auto* connection : connections_) {
      if (connection->beat_group_ != beat_group_) continue;
      connection->owe_beat();
      connection->pump();
    }
  }
}

asio::awaitable<void> LiveHub::sweep_for_ever() {
  // Deadlines are met with a delay of at most an eighth.
  const auto shortest = std::min(protocol_.limits.hello_within, protocol_.limits.close_within);
  const auto interval = std::clamp<std::chrono::milliseconds>(shortest / 8, 5ms, 1s);
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (;;) {
    timer.expires_after(interval);
    co_await timer.async_wait(asio::use_awaitable);
    const auto now = std::chrono::steady_clock::now();
    const auto wall_now = io::now();
    for (auto* connection : connections_) connection->sweep(now, wall_now);
  }
}

void LiveHub::drain() {
  // The screens of one server reconnect over two seconds or more instead of all at once.
  constexpr auto first = 250ms;
  const std::chrono::duration<double> needed(static_cast<double>(live_count_.load()) /
                                             protocol_.limits.reconnects_per_second);
  const auto spread = std::clamp<std::chrono::milliseconds>(
      std::chrono::duration_cast<std::chrono::milliseconds>(needed), 2s, 30s);
  const auto count = std::clamp<std::size_t>(connections_.size(), 1, reconnect_times_max);
  std::size_t i = 0;
  const auto drain_frame = [&](Form form) {
    return framed(
        protocol_.drain(first + spread * static_cast<int>(i++ % count) / static_cast<int>(count)),
        form);
  };
  for (auto* connection : connections_)
    connection->end_with(drain_frame(connection->form()), CloseCode::restart);
}

void LiveHub::abort_all() {
  for (auto* connection : connections_) connection->abort();
}

}  // namespace dealbell::net
