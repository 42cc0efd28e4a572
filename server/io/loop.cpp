#include "io/loop.hpp"

namespace dealbell::io {

void Loop::start() {
  thread_ = std::thread([this]() noexcept { context_.run(); });
}

void Loop::stop() {
  context_.stop();
  join();
}

void Loop::join() {
  if (thread_.joinable()) thread_.join();
}

}  // namespace dealbell::io
