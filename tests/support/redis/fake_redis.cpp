#include "support/redis/fake_redis.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "redis/resp.hpp"

namespace dealbell::test {
namespace asio = boost::asio;
using asio::ip::tcp;
namespace {

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

}  // namespace

FakeRedis::FakeRedis(asio::io_context& loop, Answer answer)
    : loop_(loop),
      acceptor_(loop, tcp::endpoint(asio::ip::address_v4::loopback(), 0)),
      port_(acceptor_.local_endpoint().port()),
      answer_(std::move(answer)) {
  asio::co_spawn(loop_, accept(), asio::detached);
}

asio::awaitable<void> FakeRedis::accept() {
  for (;;) {
    auto [ec, socket] = co_await acceptor_.async_accept(as_result);
    if (ec) co_return;
    const auto kept = std::make_shared<tcp::socket>(std::move(socket));
    sockets_.push_back(kept);
    asio::co_spawn(loop_, serve(kept), asio::detached);
  }
}

asio::awaitable<void> FakeRedis::serve(std::shared_ptr<tcp::socket> socket) {
  redis::ReplyReader reader(1 << 20);
  std::string chunk(4096, '\0');
  for (;;) {
    auto [ec, size] = co_await socket->async_read_some(asio::buffer(chunk), as_result);
    if (ec || !reader.feed(std::string_view(chunk).substr(0, size))) co_return;
    std::string answers;
    for (auto next = reader.next(); next && *next; next = reader.next()) {
      redis::Command command;
      for (auto& word : (*next)->array) command.push_back(std::move(word.text));
      answers += answer_(command);
    }
    auto [broken, sent] = co_await asio::async_write(*socket, asio::buffer(answers), as_result);
    if (broken) co_return;
  }
}

void FakeRedis::hang_up() {
  for (const auto& socket : sockets_)
    if (const auto open = socket.lock()) open->close();
  sockets_.clear();
}

void FakeRedis::close() {
  acceptor_.close();
  hang_up();
}

std::string FakeRedis::welcome(const redis::Command& command) {
  if (command.front() == "HELLO")
    return "*4\r\n$7\r\nversion\r\n$5\r\n7.0.0\r\n$4\r\nrole\r\n$6\r\nmaster\r\n";
  return "+OK\r\n";
}

}  // namespace dealbell::test
