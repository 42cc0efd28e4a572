#pragma once

#include <boost/asio/thread_pool.hpp>
#include <string_view>

namespace dealbell::io {

// A thread pool of one thread with a name, for blocking work that must not run on a loop. Jobs run
// one at a time, in the order in which they were posted. The destructor drops the jobs that have
// not begun and waits for the one that runs; join() waits for all.
class WorkerThread : public boost::asio::thread_pool {
 public:
  explicit WorkerThread(std::string_view name);
};

}  // namespace dealbell::io
