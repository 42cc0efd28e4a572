#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <string_view>
#include <thread>

namespace dealbell::io {

// An io_context with a thread of its own. State that only its handlers touch needs no lock, because
// they run one at a time. An exception that leaves a handler is a bug and terminates the program.
class Loop {
 public:
  Loop() = default;
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;
  ~Loop() { stop(); }

  // Starts the thread, which runs until stop() even if there is nothing to do. The name has at most
  // 15 characters: see thread_name.hpp.
  void start(std::string_view thread_name);

  // Waits for the handler that is running, drops all others and joins the thread. May be called
  // from any thread but the loop's own, and more than once. Suspended coroutines are destroyed with
  // the Loop.
  void stop();

  // Waits until a handler has stopped the loop with context().stop().
  void join();

  boost::asio::io_context& context() { return context_; }
  boost::asio::io_context::executor_type get_executor() { return context_.get_executor(); }

 private:
  boost::asio::io_context context_{1};  // 1: run by one thread; other threads may still post
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> guard_{
      context_.get_executor()};
  std::thread thread_;
};

}  // namespace dealbell::io
