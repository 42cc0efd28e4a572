#include "net/server/shard.hpp"

#include <fmt/core.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include "base/log.hpp"
#include "net/as_result.hpp"
#include "net/server/listener.hpp"

namespace dealbell::net {
namespace asio = boost::asio;
using asio::ip::tcp;
using namespace std::chrono_literals;
namespace {

constexpr auto accept_pause = 100ms;  // when out of file descriptors, until some are closed
constexpr auto abort_grace = 500ms;   // for the coroutines of aborted connections to end

// A bug in a connection ends only that connection.
void log_failure(std::exception_ptr failure) {
  if (!failure) return;
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& e) {
    log_error(std::string("bug: a connection ended with an exception: ") + e.what());
  }
}

// Runs a function at the end of a scope, also when the scope is left by an exception or destroyed.
template <class Fn>
class AtEnd {
 public:
  explicit AtEnd(Fn fn) : fn_(fn) {}
  AtEnd(const AtEnd&) = delete;
  AtEnd& operator=(const AtEnd&) = delete;
  ~AtEnd() { fn_(); }

 private:
  Fn fn_;
};

}  // namespace

Shard::Shard(ServerContext& context)
    : context_(context), hub_(context.options.live, context.live), acceptor_(loop_.context()) {}

Result<std::uint16_t> Shard::listen(std::uint16_t port) {
  const auto& options = context_.options;
  auto acceptor = listen_on(loop_.context(), options.host, port, options.shards > 1);
  if (!acceptor) return acceptor.error();
  acceptor_ = std::move(*acceptor);
  return acceptor_.local_endpoint().port();
}

void Shard::start(std::size_t index) {
  hub_.start(loop_.get_executor());
  asio::co_spawn(loop_.get_executor(), accept_for_ever(), log_failure);
  loop_.start(fmt::format("shard-{}", index));
}

asio::awaitable<void> Shard::accept_for_ever() {
  asio::steady_timer pause(loop_.get_executor());
  bool logged = false;
  while (!stopping_) {
    auto [ec, socket] = co_await acceptor_.async_accept(as_result);
    if (!ec) {
      logged = false;
      admit(std::move(socket));
      continue;
    }
    if (stopping_ || ec == asio::error::connection_aborted) continue;
    if (!std::exchange(logged, true)) log_warning("cannot accept a connection: " + ec.message());
    pause.expires_after(accept_pause);
    co_await pause.async_wait(as_result);
  }
}

void Shard::admit(tcp::socket socket) {
  boost::system::error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  if (++context_.connections <= context_.options.connections_max) {
    auto served = serve_connection(std::move(socket), context_, sessions_, hub_, presence());
    asio::co_spawn(loop_.get_executor(), std::move(served), log_failure);
    return;
  }
  --context_.connections;
  if (refusing_ < context_.options.refusing_max)
    asio::co_spawn(loop_.get_executor(), refuse(std::move(socket)), log_failure);
}

asio::awaitable<void> Shard::refuse(tcp::socket socket) {
  ++refusing_;
  const AtEnd leave([this] { --refusing_; });
  co_await refuse_connection(std::move(socket));
}

Presence Shard::presence() {
  ++present_;
  return {this, [](Shard* shard) { shard->left(); }};
}

void Shard::left() {
  --context_.connections;
  if (--present_ == 0 && stopping_) empty_.open();
}

void Shard::publish(std::shared_ptr<const Publication> publication) {
  const std::lock_guard lock(mail_mutex_);
  const bool was_empty = !mail_;
  mail_ = std::move(publication);
  if (was_empty) asio::post(loop_.get_executor(), [this] { take_mail(); });
}

void Shard::take_mail() {
  std::shared_ptr<const Publication> newest;
  {
    const std::lock_guard lock(mail_mutex_);
    newest = std::exchange(mail_, nullptr);
  }
  hub_.publish(std::move(newest));
}

void Shard::begin_stop(std::chrono::milliseconds grace) {
  auto stop = [this, grace] {
    asio::co_spawn(loop_.get_executor(), wind_down(grace), log_failure);
  };
  asio::post(loop_.get_executor(), stop);
}

asio::awaitable<void> Shard::wind_down(std::chrono::milliseconds grace) {
  stopping_ = true;
  boost::system::error_code ignored;
  acceptor_.close(ignored);
  sessions_.drain();
  hub_.drain();
  if (present_ == 0) empty_.open();
  if (!co_await empty_.wait_for(grace)) {
    sessions_.abort_all();
    hub_.abort_all();
    co_await empty_.wait_for(abort_grace);
  }
  loop_.context().stop();
}

void Shard::join() { loop_.join(); }

}  // namespace dealbell::net
