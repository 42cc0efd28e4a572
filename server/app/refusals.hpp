#pragma once

#include <atomic>
#include <cstdint>

#include "app/office.hpp"
#include "net/http.hpp"

namespace dealbell::app {

// Leaves a trace in the rejected box of event bodies that were never read: without a token, too
// large, in an encoding we do not know. At most ten a second, so that strangers cannot keep the
// disk busy; the others are only counted, in the message of the next one kept. Thread-safe.
class Refusals {
 public:
  explicit Refusals(Office& office) : office_(office) {}
  void note(const net::Request& head, const net::Response& answer);

 private:
  Office& office_;
  std::atomic<std::int64_t> second_{0};
  std::atomic<int> kept_{0};
  std::atomic<std::int64_t> left_out_{0};
};

}  // namespace dealbell::app
