#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <exception>
#include <optional>
#include <stdexcept>
#include <utility>

namespace dealbell::test {

// Runs the loop until the coroutine has ended and returns its result; throws after 20 s. Other
// coroutines on the loop run only during such calls.
template <class T>
T run(boost::asio::io_context& loop, boost::asio::awaitable<T> work) {
  std::optional<T> result;
  std::exception_ptr failure;
  bool done = false;
  auto ended = [&](std::exception_ptr thrown, T value) {
    failure = thrown;
    result.emplace(std::move(value));
    done = true;
  };
  boost::asio::co_spawn(loop, std::move(work), ended);
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  loop.restart();
  while (!done && std::chrono::steady_clock::now() < end)
    loop.run_one_for(std::chrono::milliseconds(100));
  if (!done) throw std::runtime_error("the coroutine has not ended");
  if (failure) std::rethrow_exception(failure);
  return std::move(*result);
}

// Runs the loop until the condition is true, at most 20 s; whether it became true.
template <class Condition>
bool until(boost::asio::io_context& loop, Condition condition) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  loop.restart();
  while (!condition() && std::chrono::steady_clock::now() < end)
    loop.run_one_for(std::chrono::milliseconds(20));
  return condition();
}

}  // namespace dealbell::test
