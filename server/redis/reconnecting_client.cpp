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

// What the Link's coroutines share; it lives as long as the last of them.
class ReconnectingClient::Core : public std::enable_shared_from_this<Core> {
 public:
  Core(asio::any_io_executor loop, Options options)
      : loop_(std::move(loop)),
        options_(std::move(options)),
        backoff_(options_.retry_first, options_.retry_longest,
                 options_.seed ? options_.seed : std::random_device()()) {
    state_.since = io::now();
  }

  void start() { asio::co_spawn(loop_, keep(shared_from_this()), asio::detached); }

  void stop() {
    stopped_.open();
    if (connection_) connection_->close(error(Errc::unavailable, "this node is stopping"));
  }

  void reconnect(const std::string& why) {
    if (connection_) connection_->close(error(Errc::unavailable, why));
  }

  asio::awaitable<Result<std::vector<Reply>>> call(std::vector<Command> commands,
                                                   milliseconds longest) {
    const auto self = shared_from_this();
    const auto connection = connection_;
    if (!connection)
      co_return error(Errc::unavailable,
                      "not connected to Redis" + (state_.error.empty() ? "" : ": " + state_.error));
    auto replies = co_await connection->call(std::move(commands), longest);
    if (!replies) co_return replies;
    for (const auto& reply : *replies) {
      const auto refusal = retryable(reply);
      if (!refusal) continue;
      auto why = error(Errc::unavailable,
                       "Redis at " + to_string(connection->where()) + " says: " + reply.text);
      if (*refusal == NotNow::leave) {
        if (auto place = moved_to(reply, connection->where())) moved_ = std::move(place);
        connection->close(why);
      }
      co_return why;
    }
    co_return replies;
  }

  asio::awaitable<bool> connected_within(milliseconds longest) {
    const auto self = shared_from_this();
    const auto end = Clock::now() + longest;
    while (!connected() && Clock::now() < end) {
      const auto gate = connected_gate_;  // which another replaces soon after a loss
      if (gate->is_open()) co_await asio::post(loop_, asio::use_awaitable);
      co_await gate->wait_for(std::chrono::ceil<milliseconds>(end - Clock::now()));
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
  static asio::awaitable<void> keep(std::shared_ptr<Core> self) {
    while (!self->stopped_.is_open()) {
      auto opened = co_await self->connect();
      if (opened) {
        self->arrive(std::move(*opened));
        if (co_await self->watch()) self->backoff_.reset();
        self->leave();
      } else {
        self->moved_.reset();
        self->note(opened.error().message);
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
                                        std::move(greeting), options_.connect_longest,
                                        options_.limits);
  }

  asio::awaitable<Result<Endpoint>> locate() {
    if (moved_) co_return *moved_;
    if (options_.url.master.empty()) co_return options_.url.hosts.front();
    co_return co_await ask_sentinels(loop_, options_.url, options_.name, options_.connect_longest);
  }

  void arrive(std::shared_ptr<Connection> connection) {
    connection_ = std::move(connection);
    state_.since = io::now();
    state_.where = to_string(connection_->where());
    state_.version = connection_->version();
    state_.error.clear();
    ++state_.connections;
    log_info("redis: connected to " + state_.where);
    if (stopped_.is_open()) stop();
    connected_gate_->open();
  }

  // Returns when the connection is lost: whether it had lasted.
  asio::awaitable<bool> watch() {
    const auto connection = connection_;
    const auto began = Clock::now();
    while (!co_await connection->lost_within(options_.check_every)) {
      if (connection->idle()) {
        std::vector<Command> ping{{"PING"}};
        co_await connection->call(std::move(ping), options_.connect_longest);
      }
      if (options_.url.master.empty() || moved_) continue;
      const auto master = co_await locate();
      if (master && *master != connection->where())
        connection->close(error(Errc::unavailable, "the master is now " + to_string(*master)));
    }
    co_return Clock::now() - began > options_.retry_longest;
  }

  void leave() {
    connected_gate_ = std::make_shared<io::OneShotEvent>();
    state_.since = io::now();
    note(connection_->lost()->message);
    connection_.reset();
  }

  // One line in the log for each reason, not one for each try.
  void note(const std::string& why) {
    if (state_.error != why) log_warning("redis: " + why);
    state_.error = why;
  }

  asio::any_io_executor loop_;
  Options options_;
  Backoff backoff_;
  std::shared_ptr<Connection> connection_;
  std::optional<Endpoint> moved_;  // where MOVED pointed to, as long as that works
  ClientState state_;
  std::shared_ptr<io::OneShotEvent> connected_gate_ = std::make_shared<io::OneShotEvent>();
  io::OneShotEvent stopped_;
};

ReconnectingClient::ReconnectingClient(asio::any_io_executor loop, Options options)
    : core_(std::make_shared<Core>(std::move(loop), std::move(options))) {}
ReconnectingClient::~ReconnectingClient() { stop(); }

void ReconnectingClient::start() { core_->start(); }
void ReconnectingClient::stop() { core_->stop(); }

asio::awaitable<Result<std::vector<Reply>>> ReconnectingClient::call(std::vector<Command> commands,
                                                                     milliseconds longest) {
  return core_->call(std::move(commands), longest);
}

asio::awaitable<Result<Reply>> ReconnectingClient::call(Command command, milliseconds longest) {
  const auto core = core_;
  std::vector<Command> commands;
  commands.push_back(std::move(command));
  auto replies = co_await core->call(std::move(commands), longest);
  if (!replies) co_return replies.error();
  co_return std::move(replies->front());
}

void ReconnectingClient::reconnect(const std::string& why) { core_->reconnect(why); }
std::uint64_t ReconnectingClient::connections() const { return core_->state().connections; }
bool ReconnectingClient::connected() const { return core_->connected(); }
asio::awaitable<bool> ReconnectingClient::connected_within(milliseconds longest) {
  return core_->connected_within(longest);
}
ClientState ReconnectingClient::state() const { return core_->state(); }

}  // namespace dealbell::redis
