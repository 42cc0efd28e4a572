#include "redis/connection.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

namespace dealbell::redis {
namespace asio = boost::asio;
using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;
namespace {

constexpr std::size_t read_bytes = 64 * 1024;

}  // namespace

Connection::Connection(asio::any_io_executor loop, Endpoint where, ConnectionLimits limits)
    : loop_(loop),
      where_(std::move(where)),
      limits_(limits),
      transport_(std::move(loop)),
      reader_(limits.reply_max_bytes) {}

Error Connection::unavailable(std::string_view what) const {
  return error(Errc::unavailable, "Redis at " + to_string(where_) + ": " + std::string(what));
}

asio::awaitable<Result<std::shared_ptr<Connection>>> Connection::open(
    asio::any_io_executor loop, Endpoint where, std::optional<Tls> tls, Greeting greeting,
    milliseconds timeout, ConnectionLimits limits) {
  const auto end = Clock::now() + timeout;
  std::shared_ptr<Connection> made(new Connection(loop, std::move(where), limits));
  // On a port without TLS, Redis takes the handshake for a command and waits for the rest of it.
  const auto* timed_out =
      tls ? "no TLS connection in time (is this its TLS port?)" : "no connection in time";
  asio::co_spawn(loop, run(made, std::move(tls)), asio::detached);
  if (!co_await made->opened_.wait_for(timeout)) made->close(made->unavailable(timed_out));
  if (made->lost_) co_return *made->lost_;
  const auto left = std::chrono::ceil<milliseconds>(end - Clock::now());
  auto greeted = co_await made->greet(std::move(greeting), left);
  if (!greeted) {
    made->close(greeted.error());
    co_return greeted.error();
  }
  co_return made;
}

asio::awaitable<Result<>> Connection::greet(Greeting greeting, milliseconds timeout) {
  auto replies = co_await call(greeting_commands(greeting), timeout);
  if (!replies) co_return replies.error();
  auto server = read_greeting(greeting, *replies);
  if (!server) co_return unavailable(server.error().message);
  version_ = std::move(server->version);
  co_return Result<>();
}

asio::awaitable<void> Connection::run(std::shared_ptr<Connection> self, std::optional<Tls> tls) {
  auto opened = co_await self->transport_.open(self->where_, std::move(tls));
  if (!opened) self->close(self->unavailable(opened.error().message));
  self->opened_.open();
  std::string chunk(read_bytes, '\0');
  while (!self->lost_) {
    auto [ec, size] = co_await self->transport_.read_some(asio::buffer(chunk));
    if (ec) {
      self->close(self->unavailable("the connection broke: " + ec.message()));
    } else if (auto taken = self->on_bytes(std::string_view(chunk).substr(0, size)); !taken) {
      self->close(self->unavailable(taken.error().message));
    }
  }
}

Result<> Connection::on_bytes(std::string_view bytes) {
  if (auto fed = reader_.feed(bytes); !fed) return fed;
  for (;;) {
    auto reply = reader_.next();
    if (!reply) return reply.error();
    if (!*reply) return {};
    if (auto taken = on_reply(std::move(**reply)); !taken) return taken;
  }
}

Result<> Connection::on_reply(Reply reply) {
  if (pending_calls_.empty())  // as "-ERR max number of clients reached"
    return error(Errc::corrupt, reply.is_error() ? reply.text : "a reply without a command");
  auto& first = *pending_calls_.front();
  first.replies.push_back(std::move(reply));
  --pending_replies_;
  if (--first.missing > 0) return {};
  first.done.open();
  pending_calls_.pop_front();
  return {};
}

asio::awaitable<Result<std::vector<Reply>>> Connection::call(std::vector<Command> commands,
                                                             milliseconds timeout) {
  const auto self = shared_from_this();
  if (lost_) co_return *lost_;
  if (commands.empty()) co_return std::vector<Reply>();
  std::string bytes;
  for (const auto& command : commands) append_command(bytes, command);
  if (unsent_.size() + sending_bytes_ + bytes.size() > limits_.unsent_max_bytes ||
      pending_replies_ + commands.size() > limits_.pending_max)
    co_return error(Errc::too_many, "too many commands are waiting for " + to_string(where_));
  const auto pending = std::make_shared<PendingCall>(commands.size());
  pending_calls_.push_back(pending);
  pending_replies_ += commands.size();
  unsent_ += bytes;
  if (!std::exchange(writing_, true)) asio::co_spawn(loop_, write_all(self), asio::detached);
  if (!co_await pending->done.wait_for(timeout))
    close(unavailable("no answer within " + std::to_string(timeout.count()) + " ms"));
  if (pending->missing > 0) co_return *lost_;
  co_return std::move(pending->replies);
}

asio::awaitable<void> Connection::write_all(std::shared_ptr<Connection> self) {
  while (!self->unsent_.empty() && !self->lost_) {
    const auto bytes = std::exchange(self->unsent_, {});
    self->sending_bytes_ = bytes.size();
    auto [ec, size] = co_await self->transport_.write(asio::buffer(bytes));
    self->sending_bytes_ = 0;
    if (ec) self->close(self->unavailable("cannot send: " + ec.message()));
  }
  self->writing_ = false;
}

void Connection::close(Error why) {
  if (lost_) return;
  lost_ = std::move(why);
  transport_.close();
  for (auto& pending : pending_calls_) pending->done.open();
  pending_calls_.clear();
  pending_replies_ = 0;
  closed_.open();
}

asio::awaitable<bool> Connection::lost_within(milliseconds timeout) {
  const auto self = shared_from_this();
  co_return co_await closed_.wait_for(timeout);
}

}  // namespace dealbell::redis
