#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/thread_pool.hpp>
#include <stdexcept>
#include <string>
#include <thread>

#include "base/result.hpp"
#include "io/loop.hpp"
#include "io/one_shot_event.hpp"
#include "io/run_on.hpp"

namespace dealbell::io {
namespace {

using namespace std::chrono_literals;

TEST(RunOn, TheWorkHappensElsewhereAndTheCoroutineResumesAtHome) {
  asio::io_context loop;
  asio::thread_pool pool(1);
  std::thread::id worked, resumed;
  std::string answer;
  auto task = [&]() -> asio::awaitable<void> {
    auto work = [&, text = std::string(100, 'x')] {
      worked = std::this_thread::get_id();
      return text;
    };
    answer = co_await run_on(pool, work);
    resumed = std::this_thread::get_id();
  };

  asio::co_spawn(loop, task, asio::detached);
  loop.run();

  EXPECT_EQ(answer, std::string(100, 'x'));
  EXPECT_NE(worked, std::this_thread::get_id());
  EXPECT_EQ(resumed, std::this_thread::get_id());
}

TEST(RunOn, FailuresAndVoidComeBackAsTheyAre) {
  asio::io_context loop;
  asio::thread_pool pool(1);
  std::string caught;
  Errc code{};
  auto task = [&]() -> asio::awaitable<void> {
    auto refuse = []() -> Result<int> { return error(Errc::io, "no"); };
    code = (co_await run_on(pool, refuse)).error().code;
    auto raise = [] { throw std::runtime_error("bug"); };
    try {
      co_await run_on(pool, raise);
    } catch (const std::runtime_error& e) {
      caught = e.what();
    }
  };

  asio::co_spawn(loop, task, asio::detached);
  loop.run();

  EXPECT_EQ(code, Errc::io);
  EXPECT_EQ(caught, "bug");
}

TEST(AwaitOn, ACoroutineRunsOnTheOtherLoopToItsEnd) {
  asio::io_context home;
  Loop sales;
  sales.start();
  std::thread::id ran, resumed;
  int answer = 0;
  auto task = [&]() -> asio::awaitable<void> {
    auto ask = [&]() -> asio::awaitable<int> {
      co_await asio::post(sales.get_executor(), asio::use_awaitable);
      ran = std::this_thread::get_id();
      co_return 42;
    };
    answer = co_await await_on(sales, ask);
    resumed = std::this_thread::get_id();
  };

  asio::co_spawn(home, task, asio::detached);
  home.run();

  EXPECT_EQ(answer, 42);
  EXPECT_NE(ran, std::this_thread::get_id());
  EXPECT_EQ(resumed, std::this_thread::get_id());
}

TEST(OneShotEvent, OpeningLetsEveryWaiterThroughAndLaterOnesDoNotWait) {
  asio::io_context loop;
  OneShotEvent gate;
  int through = 0;
  auto waiter = [&]() -> asio::awaitable<void> {
    co_await gate.wait();
    ++through;
  };
  for (int i = 0; i < 3; ++i) asio::co_spawn(loop, waiter, asio::detached);
  loop.poll();
  ASSERT_EQ(through, 0);

  gate.open();
  asio::co_spawn(loop, waiter, asio::detached);
  loop.run();

  EXPECT_EQ(through, 4);
}

TEST(OneShotEvent, AWaitWithAnEndSaysWhetherItOpenedInTime) {
  asio::io_context loop;
  OneShotEvent never, soon;
  bool opened_never = true, opened_soon = false;
  auto task = [&]() -> asio::awaitable<void> {
    opened_never = co_await never.wait_for(1ms);
    opened_soon = co_await soon.wait_for(1h);
  };
  asio::co_spawn(loop, task, asio::detached);

  asio::post(loop, [&] { soon.open(); });
  loop.run();

  EXPECT_FALSE(opened_never);
  EXPECT_TRUE(opened_soon);
}

}  // namespace
}  // namespace dealbell::io
