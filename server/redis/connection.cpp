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
    milliseconds longest, ConnectionLimits limits) {
  const auto end = Clock::now() + longest;
  std::shared_ptr<Connection> made(new Connection(loop, std::move(where), limits));
  // Without TLS of its own Redis takes a handshake for a command and waits for the rest of it.
  const auto* late =
      tls ? "no TLS connection in time (is this its TLS port?)" : "no connection in time";
  asio::co_spawn(loop, live(made, std::move(tls)), asio::detached);
  if (!co_await made->opened_.wait_for(longest)) made->close(made->unavailable(late));
  if (made->lost_) co_return *made->lost_;
  const auto left = std::chrono::ceil<milliseconds>(end - Clock::now());
  auto greeted = co_await made->greet(std::move(greeting), left);
  if (!greeted) {
    made->close(greeted.error());
    co_return greeted.error();
  }
  co_return made;
}

asio::awaitable<Result<>> Connection::greet(Greeting greeting, milliseconds longest) {
  auto replies = co_await call(greeting_commands(greeting), longest);
  if (!replies) co_return replies.error();
  auto welcome = read_welcome(greeting, *replies);
  if (!welcome) co_return unavailable(welcome.error().message);
  version_ = std::move(welcome->version);
  co_return Result<>();
}

asio::awaitable<void> Connection::live(std::shared_ptr<Connection> self, std::optional<Tls> tls) {
  auto opened = co_await self->transport_.open(self->where_, std::move(tls));
  if (!opened) self->close(self->unavailable(opened.error().message));
  self->opened_.open();
  std::string chunk(read_bytes, '\0');
  while (!self->lost_) {
    auto [ec, size] = co_await self->transport_.read_some(asio::buffer(chunk));
    if (ec) {
      self->close(self->unavailable("the connection broke: " + ec.message()));
    } else if (auto taken = self->take(std::string_view(chunk).substr(0, size)); !taken) {
      self->close(self->unavailable(taken.error().message));
    }
  }
}

Result<> Connection::take(std::string_view bytes) {
  if (auto fed = reader_.feed(bytes); !fed) return fed;
  for (;;) {
    auto reply = reader_.next();
    if (!reply) return reply.error();
    if (!*reply) return {};
    if (auto taken = take(std::move(**reply)); !taken) return taken;
  }
}

Result<> Connection::take(Reply reply) {
  if (awaited_.empty())  // "-ERR max number of clients reached" comes before anything was asked
    return error(Errc::corrupt, reply.is_error() ? reply.text : "an answer that nobody asked for");
  auto& first = *awaited_.front();
  first.replies.push_back(std::move(reply));
  --awaited_replies_;
  if (--first.missing > 0) return {};
  first.done.open();
  awaited_.pop_front();
  return {};
}

asio::awaitable<Result<std::vector<Reply>>> Connection::call(std::vector<Command> commands,
                                                             milliseconds longest) {
  const auto self = shared_from_this();
  if (lost_) co_return *lost_;
  if (commands.empty()) co_return std::vector<Reply>();
  std::string bytes;
  for (const auto& command : commands) append_command(bytes, command);
  if (unsent_.size() + sending_bytes_ + bytes.size() > limits_.unsent_max_bytes ||
      awaited_replies_ + commands.size() > limits_.awaited_max)
    co_return error(Errc::too_many, "too many commands wait for " + to_string(where_));
  const auto awaited = std::make_shared<Awaited>(commands.size());
  awaited_.push_back(awaited);
  awaited_replies_ += commands.size();
  unsent_ += bytes;
  if (!std::exchange(writing_, true)) asio::co_spawn(loop_, write_all(self), asio::detached);
  if (!co_await awaited->done.wait_for(longest))
    close(unavailable("no answer within " + std::to_string(longest.count()) + " ms"));
  if (awaited->missing > 0) co_return *lost_;
  co_return std::move(awaited->replies);
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
  for (auto& awaited : awaited_) awaited->done.open();
  awaited_.clear();
  awaited_replies_ = 0;
  gone_.open();
}

asio::awaitable<bool> Connection::lost_within(milliseconds longest) {
  const auto self = shared_from_this();
  co_return co_await gone_.wait_for(longest);
}

}  // namespace dealbell::redis
