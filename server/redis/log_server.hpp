#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/log_position.hpp"
#include "base/result.hpp"

namespace dealbell::redis {

struct LogRecord {
  std::string source, event_id;
  std::int64_t received_at = 0;  // ms since 1970
  std::string body;
};

struct LogEntry {
  Seq seq = 0;
  std::string chain;  // up to and including `record`
  LogRecord record;
};

// The chain after one more record: SHA-1 over the chain so far and every byte of the record. It
// detects faults, not forgery. Redis computes it when it appends, and every node when it reads.
std::string next_chain(std::string_view chain, const LogRecord& record);

// How the log in Redis relates to a node's copy of it.
struct LogComparison {
  enum State {
    same,       // the copy is the beginning of the log
    trimmed,    // as `same`, but the stream no longer has the record after the copy's end
    lagging,    // for append: read first, not all ids after the copy's end are remembered
    ended,      // the log ends before the copy does: Redis has lost records
    forked,     // same number, other records
    other,      // another number
    filling,    // a node is writing the beginning of a new log
    abandoned,  // a node began to, and has stopped
    absent,     // no log, or one that contradicts itself
  };
  State state = absent;
  // Of the log in Redis; 0 and empty when absent.
  LogNumber log = 0;
  Seq newest = 0;
  std::string chain;
  Seq first = 0;  // the oldest record still in the stream
};

// The shared log as Redis keeps it. Every call is atomic there. A call that fails
// (Errc::unavailable) may have been executed. Used from one loop; every call ends.
class LogServer {
 public:
  template <class T = void>
  using Answer = boost::asio::awaitable<Result<T>>;
  virtual ~LogServer() = default;

  virtual Answer<LogComparison> compare(ChainedPosition copy) = 0;

  // Appends the records that are not in the log yet, in order, if `copy` is the beginning of the
  // log (state `same`); `newest` is then the new end. The records must not be in the copy.
  virtual Answer<LogComparison> append(ChainedPosition copy, std::vector<LogRecord> records) = 0;

  // At most 1,000 entries after `seq`, fewer if they are large; waits up to `wait` for the first.
  // Uses a connection of its own, so that other calls do not wait behind it.
  virtual Answer<std::vector<LogEntry>> read(Seq seq, std::chrono::milliseconds wait) = 0;
  // nullopt: not in the stream.
  virtual Answer<std::optional<LogEntry>> entry(Seq seq) = 0;

  // Starts a new log in three steps. Only one node at a time can do so; it has five seconds for
  // each step. `begin` does nothing and returns false when the log has changed since `seen`. The
  // new log has number `base.log` and continues after `base`; the stream is emptied unless `keep`.
  virtual Answer<bool> begin(LogComparison seen, ChainedPosition base, bool keep,
                             std::string filler) = 0;
  virtual Answer<bool> fill(std::string filler, Seq after, std::vector<LogRecord> records) = 0;
  virtual Answer<bool> finish(std::string filler) = 0;

  // Reports the end of a node's copy: the stream keeps what a node that registered within the last
  // hour still needs, and is trimmed behind all of them. `disk` distinguishes two nodes with the
  // same name: returns 0 and does nothing when one with another disk registered within the last
  // five seconds. Otherwise returns the least RecordFormat that a listed node announces; `format`
  // is this node's.
  virtual Answer<int> register_node(std::string node, std::string disk, Seq seq, int format) = 0;
  // The nodes that registered within the last hour.
  virtual Answer<std::vector<std::string>> registered_nodes() = 0;

  // Records that the stream no longer has are copied from another node. A node requests them from a
  // seq on and takes them in portions; any node that has them gives the next portion. `take_copy`
  // returns the same records again until a greater `from` confirms that they arrived. `give_copy`
  // returns false when another node gave them or enough records are waiting.
  struct CopyRequest {
    std::string node;
    Seq next = 0;
  };
  virtual Answer<> request_copy(std::string node, Seq from) = 0;
  virtual Answer<std::vector<LogRecord>> take_copy(std::string node, Seq from) = 0;
  virtual Answer<> end_copy(std::string node) = 0;
  virtual Answer<std::vector<CopyRequest>> copy_requests() = 0;
  virtual Answer<bool> give_copy(CopyRequest request, std::vector<LogRecord> records) = 0;
};

}  // namespace dealbell::redis
