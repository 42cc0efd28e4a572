#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>

#include "app/office/office.hpp"
#include "core/demo/demo.hpp"

namespace dealbell::app {

// The demo office's life: its document and history first (events it already has are duplicates),
// then live events at a human pace, all through the ordinary way in.
class DemoDriver {
 public:
  DemoDriver(Office& office, std::uint64_t seed, double rate);

  // The history is taken when this returns. Blocks.
  Result<> furnish();
  // Lives until the executor it was spawned on stops.
  boost::asio::awaitable<void> live();

 private:
  Office& office_;
  std::uint64_t seed_;
  double rate_;
  std::optional<core::Demo> demo_;
};

}  // namespace dealbell::app
