#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "child_process.hpp"
#include "load.hpp"
#include "office_events.hpp"

namespace dealbell::bench {

// Generates events of an office, dated now, with ids that are unique to this object.
class NewEvents {
 public:
  NewEvents();
  std::string take();

 private:
  std::string prefix_;
  std::uint64_t next_ = 0;
};

// POST /api/v1/events with `per_request` events as NDJSON. Gives up on duplicates and rejected
// events. `waiting` counts the responses without a position in the shared log yet. `events` and
// `waiting` must outlive the result.
Protocol event_posts(NewEvents& events, std::size_t per_request, const std::string& token,
                     std::uint64_t& waiting);

// XADD of one event to a stream. `events` must outlive the result.
Protocol redis_appends(NewEvents& events);

// A redis-server on 127.0.0.1:`port` that syncs every write to `dir` before it replies.
std::unique_ptr<ChildProcess> durable_redis(const std::string& dir, int port);

}  // namespace dealbell::bench
