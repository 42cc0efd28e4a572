#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>

#include "app/office/office.hpp"
#include "core/demo/demo.hpp"

namespace dealbell::app {

// Feeds the demo office: first its org document and history, then live events at a human pace. All
// of it is submitted like real events.
class DemoDriver {
 public:
  // At `rate` 2 live events come twice as fast.
  DemoDriver(Office& office, std::uint64_t seed, double rate);

  // Blocks until the history is counted. Events of earlier runs are duplicates.
  Result<> load_history();
  // Submits live events until the executor it was spawned on stops. After load_history().
  boost::asio::awaitable<void> run();

 private:
  Office& office_;
  std::uint64_t seed_;
  double rate_;
  std::optional<core::Demo> demo_;
};

}  // namespace dealbell::app
