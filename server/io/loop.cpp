#include "io/loop.hpp"

#include <string>

#include "io/thread_name.hpp"

namespace dealbell::io {

void Loop::start(std::string_view thread_name) {
  thread_ = std::thread([this, name = std::string(thread_name)]() noexcept {
    name_this_thread(name);
    context_.run();
  });
}

void Loop::stop() {
  context_.stop();
  join();
}

void Loop::join() {
  if (thread_.joinable()) thread_.join();
}

}  // namespace dealbell::io
