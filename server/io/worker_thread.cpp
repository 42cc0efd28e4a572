#include "io/worker_thread.hpp"

#include <boost/asio/post.hpp>
#include <string>

#include "io/thread_name.hpp"

namespace dealbell::io {

WorkerThread::WorkerThread(std::string_view name) : boost::asio::thread_pool(1) {
  boost::asio::post(*this, [name = std::string(name)] { name_this_thread(name); });
}

}  // namespace dealbell::io
