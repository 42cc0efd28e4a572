#pragma once

#include <boost/asio/awaitable.hpp>
#include <vector>

#include "redis/log_server.hpp"

namespace dealbell::redis {

// What one node has on its own disk: its copy of the shared log, and an inbox of records that it
// has taken and the log has not ordered yet. Used from the shared log's loop, one call at a time
// except for `waiting` and `read`, which may come beside another.
//
// Errc::cannot_store: the disk is full; nothing was changed, and it is tried again. Any other error
// ends the node.
class NodeCopy {
 public:
  template <class T = void>
  using Answer = boost::asio::awaitable<Result<T>>;
  virtual ~NodeCopy() = default;

  virtual Position position() const = 0;
  virtual Answer<std::string> chain_at(Seq seq) = 0;  // up to position().seq

  // Records after `seq`, at most 1,000 and about 1 MB.
  virtual Answer<std::vector<LogRecord>> read(Seq seq) = 0;

  // The oldest of the inbox after this row, at most 500 and about 1 MB.
  struct Waiting {
    std::int64_t id = 0;
    LogRecord record;
  };
  virtual Answer<std::vector<Waiting>> waiting(std::int64_t after) = 0;

  // Takes what comes next: on disk, gone from the inbox, counted on the floor.
  virtual Answer<> follow(std::vector<LogEntry> entries) = 0;

  // Another log holds, which has this copy's records up to `seq`: what is behind it goes back into
  // the inbox and off the floor.
  virtual Answer<> roll_back(LogNumber log, Seq seq) = 0;
};

}  // namespace dealbell::redis
