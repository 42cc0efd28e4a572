#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <thread>

namespace dealbell::io {

// One io_context on one thread of its own: a home for state that needs no lock. What runs there
// runs alone. An exception that leaves a handler is a bug and ends the program.
class Loop {
 public:
  Loop() = default;
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;
  ~Loop() { stop(); }

  // Starts the thread; the loop then runs until stop(), idle or not.
  void start();

  // Finishes the handler that is running, drops the rest and joins the thread. From any thread but
  // the loop's own; twice is fine. Dropped coroutines are destroyed with the Loop.
  void stop();

  // Waits for the loop to be stopped by its own context().stop().
  void join();

  boost::asio::io_context& context() { return context_; }
  boost::asio::io_context::executor_type get_executor() { return context_.get_executor(); }

 private:
  boost::asio::io_context context_{1};  // 1: one thread runs it; posting from others stays safe
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> guard_{
      context_.get_executor()};
  std::thread thread_;
};

}  // namespace dealbell::io
