#include "net/http/exchange.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>

#include "base/log.hpp"
#include "io/one_shot_event.hpp"
#include "net/http/problem.hpp"

namespace dealbell::net {
namespace asio = boost::asio;
namespace {

// Shared by the waiting session and the handler.
struct Exchange {
  explicit Exchange(Request given) : request(std::move(given)) {}
  const Request request;
  Response response;
  io::OneShotEvent answered;
};

asio::awaitable<void> run_handler(const Route& route, std::shared_ptr<Exchange> exchange) {
  try {
    exchange->response = co_await route.handler(exchange->request);
  } catch (const std::exception& e) {
    log_error("bug: the handler of " + route.pattern + " threw an exception: " + e.what());
    exchange->response =
        problem(error(Errc::internal, "Internal error; the server's log has the details"));
  }
  exchange->answered.open();
}

}  // namespace

asio::awaitable<Response> answer_within_timeout(const Route& route, Request request) {
  auto exchange = std::make_shared<Exchange>(std::move(request));
  const auto loop = co_await asio::this_coro::executor;
  asio::co_spawn(loop, run_handler(route, exchange), asio::detached);
  if (co_await exchange->answered.wait_for(route.options.timeout)) {
    co_return std::move(exchange->response);
  }
  co_return http_problem(503, "timeout", "The request took too long");
}

}  // namespace dealbell::net
