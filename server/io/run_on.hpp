#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <concepts>
#include <exception>
#include <functional>
#include <optional>
#include <type_traits>
#include <utility>

namespace dealbell::io {

namespace asio = boost::asio;

template <class T>
concept HasExecutor = requires(T& context) {
  { context.get_executor() } -> std::convertible_to<asio::any_io_executor>;
};

namespace detail {

// Keeps the result of a call until the coroutine is back on its own executor.
template <class R>
struct Outcome {
  std::optional<R> value;
  template <class Fn>
  void run(Fn& fn) {
    value.emplace(fn());
  }
  R take() { return std::move(*value); }
};

template <>
struct Outcome<void> {
  template <class Fn>
  void run(Fn& fn) {
    fn();
  }
  void take() {}
};

}  // namespace detail

// Calls fn() on `where`, for example a WorkerThread, and resumes the awaiting coroutine on its own
// executor with the result. Exceptions of fn are rethrown to the awaiting coroutine. The call
// cannot be cancelled: the coroutine waits until fn returns, so fn may refer to the coroutine's
// locals. `where` must be joined before the awaiting coroutine's loop is destroyed.
//
// Name a lambda that captures before awaiting (GCC 12 destroys it twice otherwise):
//   auto write = [&] { return ledger.append(batch); };
//   auto written = co_await io::run_on(disk, write);
template <class Fn>
asio::awaitable<std::invoke_result_t<Fn&>> run_on(asio::any_io_executor where, Fn fn) {
  detail::Outcome<std::invoke_result_t<Fn&>> outcome;
  std::exception_ptr failure;
  auto initiate = [&](auto handler) {
    auto work = [&, handler = std::move(handler)]() mutable {
      try {
        outcome.run(fn);
      } catch (...) {
        failure = std::current_exception();
      }
      auto home = asio::get_associated_executor(handler);
      asio::post(home, std::move(handler));
    };
    asio::post(where, std::move(work));
  };
  co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(initiate,
                                                                       asio::use_awaitable);
  if (failure) std::rethrow_exception(failure);
  co_return outcome.take();
}

template <HasExecutor Context, class Fn>
auto run_on(Context& where, Fn fn) {
  return run_on(asio::any_io_executor(where.get_executor()), std::move(fn));
}

// The same for a coroutine: make() is called on `where`, the awaitable that it returns runs there
// to its end, and the awaiting coroutine resumes on its own executor with the result. This is how a
// request on a shard reaches the state loop:
//   auto submit = [&] { return ingest.submit(events); };
//   auto receipt = co_await io::await_on(state_loop, submit);
template <class Make>
std::invoke_result_t<Make&> await_on(asio::any_io_executor where, Make make) {
  co_return co_await asio::co_spawn(where, std::ref(make), asio::use_awaitable);
}

template <HasExecutor Context, class Make>
auto await_on(Context& where, Make make) {
  return await_on(asio::any_io_executor(where.get_executor()), std::move(make));
}

}  // namespace dealbell::io
