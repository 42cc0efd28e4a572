#pragma once

#include <boost/asio/awaitable.hpp>
#include <vector>

#include "redis/log_server.hpp"

namespace dealbell::redis {

// One node's own disk: its copy of the shared log, and an inbox of records that it has accepted and
// the log has not ordered yet. Used from the shared log's loop, one call at a time; only `waiting`
// and `read` may run beside another call.
//
// Errc::cannot_store: the disk is full; nothing was changed, and the call is tried again. Any other
// error stops the node.
class NodeCopy {
 public:
  template <class T = void>
  using Answer = boost::asio::awaitable<Result<T>>;
  virtual ~NodeCopy() = default;

  virtual ChainedPosition position() const = 0;
  virtual Answer<std::string> chain_at(Seq seq) = 0;  // up to position().seq

  // Records after `seq`, at most 1,000 and about 1 MB.
  virtual Answer<std::vector<LogRecord>> read(Seq seq) = 0;

  // The oldest inbox rows after row `after`, at most 500 and about 1 MB.
  struct Waiting {
    std::int64_t id = 0;
    LogRecord record;
  };
  virtual Answer<std::vector<Waiting>> waiting(std::int64_t after) = 0;

  // Appends the next entries to the copy, removes them from the inbox and applies them to the sales
  // state.
  virtual Answer<> follow(std::vector<LogEntry> entries) = 0;

  // The copy now belongs to log `log`, which has its records up to `seq`: later ones go back into
  // the inbox and out of the sales state.
  virtual Answer<> roll_back(LogNumber log, Seq seq) = 0;
};

}  // namespace dealbell::redis
