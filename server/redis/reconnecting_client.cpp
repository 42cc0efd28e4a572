#include "redis/reconnecting_client.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <optional>
#include <random>

#include "base/log.hpp"
#include "io/clock.hpp"
#include "redis/backoff.hpp"
#include "redis/retryable.hpp"
#include "redis/sentinels.hpp"

namespace dealbell::redis {
namespace asio = boost::asio;
using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

// What the client's coroutines share; it lives as long as the last of them.
class ReconnectingClient::Core : public std::enable_shared_from_this<Core> {
 public:
  Core(asio::any_io_executor loop, Options options)
      : loop_(std::move(loop)),
        options_(std::move(options)),
        backoff_(options_.retry_first, options_.retry_max,
                 options_.seed ? options_.seed : std::random_device()()) {
    state_.since = io::now();
  }

  void start() { asio::co_spawn(loop_, run(shared_from_this()), asio::detached); }

  void stop() {
    stopped_.open();
    if (connection_) connection_->close(error(Errc::unavailable, "this node is stopping"));
  }

  void reconnect(const std::string& why) {
    if (connection_) connection_->close(error(Errc::unavailable, why));
  }

  asio::awaitable<Result<std::vector<Reply>>> call(std::vector<Command> commands,
                                                   milliseconds timeout) {
    const auto self = shared_from_this();
    const auto connection = connection_;
    if (!connection)
      co_return error(Errc::unavailable,
                      "not connected to Redis" + (state_.error.empty() ? "" : ": " + state_.error));
    auto replies = co_await connection->call(std::move(commands), timeout);
    if (!replies) co_return replies;
    for (const auto& reply : *replies) {
      const auto retry = retryable(reply);
      if (!retry) continue;
      auto why = error(Errc::unavailable,
                       "Redis at " + to_string(connection->where()) + " answered: " + reply.text);
      if (*retry == Retry::elsewhere) {
        if (auto target = moved_to(reply, connection->where())) moved_ = std::move(target);
        connection->close(why);
      }
      co_return why;
    }
    co_return replies;
  }

  asio::awaitable<bool> connected_within(milliseconds timeout) {
    const auto self = shared_from_this();
    const auto end = Clock::now() + timeout;
    while (!connected() && Clock::now() < end) {
      // A new event replaces an open one soon after the connection is lost.
      const auto event = connected_event_;
      if (event->is_open()) co_await asio::post(loop_, asio::use_awaitable);
      co_await event->wait_for(std::chrono::ceil<milliseconds>(end - Clock::now()));
    }
    co_return connected();
  }

  bool connected() const { return connection_ && !connection_->lost(); }

  ClientState state() const {
    auto state = state_;
    state.connected = connected();
    return state;
  }

 private:
  static asio::awaitable<void> run(std::shared_ptr<Core> self) {
    while (!self->stopped_.is_open()) {
      auto opened = co_await self->connect();
      if (opened) {
        self->on_connected(std::move(*opened));
        if (co_await self->lasts_until_lost()) self->backoff_.reset();
        self->on_lost();
      } else {
        self->moved_.reset();
        self->set_error(opened.error().message);
      }
      co_await self->stopped_.wait_for(self->backoff_.next());
    }
  }

  asio::awaitable<Result<std::shared_ptr<Connection>>> connect() {
    auto where = co_await locate();
    if (!where) co_return where.error();
    Greeting greeting;
    greeting.login = options_.url.login;
    greeting.name = options_.name;
    greeting.database = options_.url.database;
    co_return co_await Connection::open(loop_, std::move(*where), options_.url.tls,
                                        std::move(greeting), options_.connect_timeout,
                                        options_.limits);
  }

  asio::awaitable<Result<Endpoint>> locate() {
    if (moved_) co_return *moved_;
    if (options_.url.master.empty()) co_return options_.url.hosts.front();
    co_return co_await find_master(loop_, options_.url, options_.name, options_.connect_timeout);
  }

  void on_connected(std::shared_ptr<Connection> connection) {
    connection_ = std::move(connection);
    state_.since = io::now();
    state_.where = to_string(connection_->where());
    state_.version = connection_->version();
    state_.error.clear();
    ++state_.connections;
    log_info("redis: connected to " + state_.where);
    if (stopped_.is_open()) stop();
    connected_event_->open();
  }

  // Checks the connection until it is lost; whether it lasted longer than the longest backoff.
  asio::awaitable<bool> lasts_until_lost() {
    const auto connection = connection_;
    const auto began = Clock::now();
    while (!co_await connection->lost_within(options_.check_every)) {
      if (connection->idle()) {
        std::vector<Command> ping{{"PING"}};
        co_await connection->call(std::move(ping), options_.connect_timeout);
      }
      if (options_.url.master.empty() || moved_) continue;
      const auto master = co_await locate();
      if (master && *master != connection->where())
        connection->close(error(Errc::unavailable, "the master is now " + to_string(*master)));
    }
    co_return Clock::now() - began > options_.retry_max;
  }

  void on_lost() {
    connected_event_ = std::make_shared<io::OneShotEvent>();
    state_.since = io::now();
    set_error(connection_->lost()->message);
    connection_.reset();
  }

  // Logs one line for each new reason, not for each attempt.
  void set_error(const std::string& why) {
    if (state_.error != why) log_warning("redis: " + why);
    state_.error = why;
  }

  asio::any_io_executor loop_;
  Options options_;
  Backoff backoff_;
  std::shared_ptr<Connection> connection_;
  std::optional<Endpoint> moved_;  // where MOVED pointed to, until that fails
  ClientState state_;
  std::shared_ptr<io::OneShotEvent> connected_event_ = std::make_shared<io::OneShotEvent>();
  io::OneShotEvent stopped_;
};

ReconnectingClient::ReconnectingClient(asio::any_io_executor loop, Options options)
    : core_(std::make_shared<Core>(std::move(loop), std::move(options))) {}
ReconnectingClient::~ReconnectingClient() { stop(); }

void ReconnectingClient::start() { core_->start(); }
void ReconnectingClient::stop() { core_->stop(); }

asio::awaitable<Result<std::vector<Reply>>> ReconnectingClient::call(std::vector<Command> commands,
                                                                     milliseconds timeout) {
  return core_->call(std::move(commands), timeout);
}

asio::awaitable<Result<Reply>> ReconnectingClient::call(Command command, milliseconds timeout) {
  const auto core = core_;
  std::vector<Command> commands;
  commands.push_back(std::move(command));
  auto replies = co_await core->call(std::move(commands), timeout);
  if (!replies) co_return replies.error();
  co_return std::move(replies->front());
}

void ReconnectingClient::reconnect(const std::string& why) { core_->reconnect(why); }
std::uint64_t ReconnectingClient::connections() const { return core_->state().connections; }
bool ReconnectingClient::connected() const { return core_->connected(); }
asio::awaitable<bool> ReconnectingClient::connected_within(milliseconds timeout) {
  return core_->connected_within(timeout);
}
ClientState ReconnectingClient::state() const { return core_->state(); }

}  // namespace dealbell::redis
