#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace dealbell::redis {

using LogNumber = std::int64_t;
using Seq = std::uint64_t;

// A place in a shared log. Two logs with the same number and the same chain at a seq have the same
// records up to it: the chain is a hash over all of them.
struct Position {
  LogNumber log = 0;
  Seq seq = 0;
  std::string chain;  // 40 hex digits; empty at seq 0
  bool operator==(const Position&) const = default;
};

struct LogRecord {
  std::string source, event_id;
  std::int64_t received_at = 0;  // ms since 1970
  std::string body;
};

struct LogEntry {
  Seq seq = 0;
  std::string chain;
  LogRecord record;
};

// The chain after one more record: SHA-1 over the chain so far and every byte of the record. Finds
// faults, not forgers. Computed by Redis when it appends and by every node when it reads.
std::string next_chain(std::string_view chain, const LogRecord& record);

// How the log in Redis relates to a node's copy of it.
struct LogComparison {
  enum State {
    same,       // the copy is the beginning of it
    trimmed,    // so it seems, but what comes next is no longer in the stream
    lagging,    // for append: read on first, the ids behind the copy's end are not all remembered
    ended,      // it ends before the copy does: Redis has lost something
    forked,     // same number, other records
    other,      // another number
    filling,    // somebody is writing the beginning of a new one
    abandoned,  // somebody began to and has gone
    absent,     // none, or one that contradicts itself
  };
  State state = absent;
  // What is there; 0 and empty when absent.
  LogNumber log = 0;
  Seq newest = 0;
  std::string chain;
  Seq first = 0;  // the oldest record still in the stream
};

// The shared log as Redis keeps it. Every call is atomic there. A call that fails
// (Errc::unavailable) may have been carried out. All of it is used from one loop; each call has an
// end.
class LogServer {
 public:
  template <class T = void>
  using Answer = boost::asio::awaitable<Result<T>>;
  virtual ~LogServer() = default;

  virtual Answer<LogComparison> compare(Position copy) = 0;

  // Appends what is not in the log yet, in order, if `copy` is the beginning of it (state same);
  // newest is then after it. What the copy holds must not be among the records.
  virtual Answer<LogComparison> append(Position copy, std::vector<LogRecord> records) = 0;

  // At most 1,000 entries after `seq`, fewer where they are large; waits so long for the first.
  // Through a connection of its own, so that nothing else waits.
  virtual Answer<std::vector<LogEntry>> read(Seq seq, std::chrono::milliseconds wait) = 0;
  // nullopt: not in the stream.
  virtual Answer<std::optional<LogEntry>> entry(Seq seq) = 0;

  // A new log, in three steps, which nobody else can take meanwhile; whoever begins it has five
  // seconds for each. `begin` does nothing and answers false when the log is no longer as `seen`.
  // The new one has number `base.log` and goes on from `base`; the stream is emptied unless `keep`.
  virtual Answer<bool> begin(LogComparison seen, Position base, bool keep, std::string filler) = 0;
  virtual Answer<bool> fill(std::string filler, Seq after, std::vector<LogRecord> records) = 0;
  virtual Answer<bool> finish(std::string filler) = 0;

  // Tells where a node's copy ends, so that the stream is kept until every node that was heard of
  // in the last hour has it, and trims it behind them. `disk` is what tells the node from another
  // one of the same name: false and nothing done when that one was heard of in the last five
  // seconds.
  virtual Answer<bool> register_node(std::string node, std::string disk, Seq seq) = 0;
  // Who was heard of in the last hour.
  virtual Answer<std::vector<std::string>> enrolled() = 0;

  // What is no longer in the stream comes from another node's copy: one says from where it wants
  // records and takes them in portions; whoever has them gives the next ones. `take` gives the same
  // again until a greater `from` says that it has come. `give` answers false when others gave them
  // or enough is waiting.
  struct Wanted {
    std::string node;
    Seq next = 0;
  };
  virtual Answer<> want(std::string node, Seq from) = 0;
  virtual Answer<std::vector<LogRecord>> take(std::string node, Seq from) = 0;
  virtual Answer<> want_no_more(std::string node) = 0;
  virtual Answer<std::vector<Wanted>> wanted() = 0;
  virtual Answer<bool> give(Wanted wanted, std::vector<LogRecord> records) = 0;
};

}  // namespace dealbell::redis
