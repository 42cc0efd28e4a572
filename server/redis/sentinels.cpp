#include "redis/sentinels.hpp"

#include <charconv>

#include "redis/connection.hpp"

namespace dealbell::redis {
namespace asio = boost::asio;
using std::chrono::milliseconds;
namespace {

Result<Endpoint> read_master(const Url& url, const Reply& reply) {
  if (reply.is_nil()) return error(Errc::unavailable, "knows no master \"" + url.master + "\"");
  if (reply.array.size() != 2) return error(Errc::unavailable, "gave no address: " + reply.text);
  Endpoint endpoint{reply.array[0].text, 0};
  const auto& port = reply.array[1].text;
  std::from_chars(port.data(), port.data() + port.size(), endpoint.port);
  return endpoint;
}

asio::awaitable<Result<Endpoint>> ask(asio::any_io_executor loop, const Endpoint& sentinel,
                                      const Url& url, const std::string& name,
                                      milliseconds timeout) {
  Greeting greeting;
  greeting.login = url.sentinel_login;
  greeting.name = name;
  greeting.to_sentinel = true;
  auto opened = co_await Connection::open(loop, sentinel, url.tls, std::move(greeting), timeout);
  if (!opened) co_return opened.error();
  std::vector<Command> question{{"SENTINEL", "GET-MASTER-ADDR-BY-NAME", url.master}};
  auto replies = co_await (*opened)->call(std::move(question), timeout);
  (*opened)->close(error(Errc::unavailable, "the answer of this sentinel is known"));
  if (!replies) co_return replies.error();
  auto master = read_master(url, replies->front());
  if (!master)
    co_return error(Errc::unavailable, to_string(sentinel) + " " + master.error().message);
  co_return master;
}

}  // namespace

asio::awaitable<Result<Endpoint>> find_master(asio::any_io_executor loop, const Url& url,
                                              std::string name, milliseconds timeout) {
  std::string why;
  for (const auto& sentinel : url.hosts) {
    auto answer = co_await ask(loop, sentinel, url, name, timeout);
    if (answer) co_return answer;
    why += (why.empty() ? "" : "; ") + answer.error().message;
  }
  co_return error(Errc::unavailable, "no sentinel knows the master: " + why);
}

}  // namespace dealbell::redis
