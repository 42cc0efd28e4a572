#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"

namespace dealbell::store {

using Seq = std::uint64_t;

// One event on its way into the log. `body` is the normalised event as JSON without received_at:
// two deliveries of one event have equal bodies.
struct Record {
  std::string source;
  std::string event_id;
  Instant received_at;
  std::string body;
  // For the inbox only: the submission it came with, 0: none, and its index there.
  std::int64_t receipt = 0;
  std::size_t index = 0;
};

// What became of one record. A duplicate carries the seq of the original. `waiting` is of a shared
// log alone: it is in the inbox as row `inbox` and has no seq yet.
struct Placed {
  enum Kind { accepted, duplicate, id_reused, waiting } kind = accepted;
  Seq seq = 0;
  std::int64_t inbox = 0;  // 0 unless it waits
  bool repeats = false;    // it waits since before: another brought it
};

struct LoggedRecord {
  Seq seq = 0;
  Record record;
};

// A place in one history. An embedded log has one history, 1; a shared log gets another number
// whenever some of it was lost. `chain` is a hash over everything up to seq, 40 hex digits, made by
// the caller; empty at seq 0 and where an embedded ledger has none.
struct LogPosition {
  std::int64_t log = 1;
  Seq seq = 0;
  std::string chain;
};

// The next record of the shared log.
struct OrderedRecord {
  Record record;
  std::string chain;  // up to and with this record
};

// Something taken in that the shared log has not been seen to contain.
struct InboxRow {
  std::int64_t id = 0;  // ascending, never given twice
  Record record;
};

struct InboxSize {
  std::size_t events = 0;
  std::size_t bytes = 0;          // of bodies
  std::optional<Instant> oldest;  // received_at of the first in line
};

// A row that has left the inbox, because the shared log now has its source and id. accepted: that
// is this very record; duplicate: it has the same body and came from elsewhere; id_reused: it has
// another body. `placed.seq` is where.
struct Released {
  std::int64_t inbox = 0;
  Record record;
  Placed placed;
};

// What became of the events of a submission that were not in the log when it came.
struct ReceiptState {
  std::size_t accepted = 0;
  std::size_t duplicates = 0;
  std::vector<std::size_t> reused{};  // their indexes in the submission, ascending
  std::size_t waiting = 0;
  Seq seq = 0;  // the newest of theirs; 0 while all wait
};

}  // namespace dealbell::store
