#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "child_process.hpp"
#include "load.hpp"
#include "office_events.hpp"

namespace dealbell::bench {

// Events of an office's life that nobody else has sent or will, dated now.
class NewEvents {
 public:
  NewEvents();
  std::string take();

 private:
  std::string prefix_;
  std::uint64_t next_ = 0;
};

// POST /api/v1/events with so many events as NDJSON. Gives up when any was not new. `waiting`
// counts the answers that named no place in a shared log yet. The references must outlive the talk.
Talk posts(NewEvents& events, std::size_t per_request, const std::string& token,
           std::uint64_t& waiting);

// XADD of one such event to one stream.
Talk appends_to_redis(NewEvents& events);

// A redis-server on this port of 127.0.0.1 that syncs every write to `dir` before it answers.
std::unique_ptr<ChildProcess> durable_redis(const std::string& dir, int port);

}  // namespace dealbell::bench
