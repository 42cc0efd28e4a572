#include <gtest/gtest.h>
#include <pthread.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/thread_pool.hpp>
#include <future>
#include <stdexcept>
#include <string>
#include <thread>

#include "base/result.hpp"
#include "io/loop.hpp"
#include "io/one_shot_event.hpp"
#include "io/run_on.hpp"
#include "io/thread_name.hpp"
#include "io/worker_thread.hpp"

namespace dealbell::io {
namespace {

using namespace std::chrono_literals;

TEST(RunOn, CallsOnTheOtherThreadAndResumesOnItsOwn) {
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

TEST(RunOn, ResultsAndExceptionsAreReturnedToTheCoroutine) {
  asio::io_context loop;
  asio::thread_pool pool(1);
  std::string caught;
  Errc code{};
  auto task = [&]() -> asio::awaitable<void> {
    auto fail = []() -> Result<int> { return error(Errc::io, "no"); };
    code = (co_await run_on(pool, fail)).error().code;
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

TEST(AwaitOn, RunsACoroutineOnTheOtherLoopToItsEnd) {
  asio::io_context home;
  Loop other;
  other.start("other");
  std::thread::id ran, resumed;
  int answer = 0;
  auto task = [&]() -> asio::awaitable<void> {
    auto ask = [&]() -> asio::awaitable<int> {
      co_await asio::post(other.get_executor(), asio::use_awaitable);
      ran = std::this_thread::get_id();
      co_return 42;
    };
    answer = co_await await_on(other, ask);
    resumed = std::this_thread::get_id();
  };

  asio::co_spawn(home, task, asio::detached);
  home.run();

  EXPECT_EQ(answer, 42);
  EXPECT_NE(ran, std::this_thread::get_id());
  EXPECT_EQ(resumed, std::this_thread::get_id());
}

std::string this_thread_name() {
  char name[16] = {};
  pthread_getname_np(pthread_self(), name, sizeof name);
  return name;
}

TEST(ThreadName, IsCutAtTheLimitOfTheKernel) {
  std::string name;
  std::thread([&] {
    name_this_thread("a name of more than 15 characters");
    name = this_thread_name();
  }).join();

  EXPECT_EQ(name, "a name of more ");
}

TEST(ThreadName, LoopsAndWorkersHaveOne) {
  std::promise<std::string> of_loop, of_worker;
  Loop loop;
  loop.start("state");
  WorkerThread worker("disk");

  asio::post(loop.get_executor(), [&] { of_loop.set_value(this_thread_name()); });
  asio::post(worker, [&] { of_worker.set_value(this_thread_name()); });

  EXPECT_EQ(of_loop.get_future().get(), "state");
  EXPECT_EQ(of_worker.get_future().get(), "disk");
}

TEST(WorkerThread, RunsJobsOneAtATimeInTheirOrder) {
  WorkerThread worker("disk");
  std::string order;
  for (char c = 'a'; c <= 'z'; ++c) asio::post(worker, [&order, c] { order += c; });
  worker.join();

  EXPECT_EQ(order, "abcdefghijklmnopqrstuvwxyz");
}

TEST(OneShotEvent, OpeningResumesAllWaitersAndLaterOnesDoNotWait) {
  asio::io_context loop;
  OneShotEvent event;
  int resumed = 0;
  auto waiter = [&]() -> asio::awaitable<void> {
    co_await event.wait();
    ++resumed;
  };
  for (int i = 0; i < 3; ++i) asio::co_spawn(loop, waiter, asio::detached);
  loop.poll();
  ASSERT_EQ(resumed, 0);

  event.open();
  asio::co_spawn(loop, waiter, asio::detached);
  loop.run();

  EXPECT_EQ(resumed, 4);
}

TEST(OneShotEvent, AWaitWithATimeLimitReturnsWhetherItOpenedInTime) {
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
