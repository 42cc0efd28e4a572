#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/delivery_outcome.hpp"
#include "base/log_position.hpp"
#include "base/time.hpp"

namespace dealbell::store {

// An event to be stored. `body` is the normalised event as JSON without received_at, so that two
// deliveries of one event have equal bodies; if different versions of the program wrote them,
// Options::same_event decides.
struct Record {
  std::string source;
  std::string event_id;
  Instant received_at;
  std::string body;
  // For the inbox only: the receipt of its submission, 0: none, and its index there.
  std::int64_t receipt = 0;
  std::size_t index = 0;
};

// The result for one record. A duplicate has the seq of the original. `waiting` exists only with a
// shared log: the record is in the inbox as row `inbox` and has no seq yet.
struct Placed {
  using enum DeliveryOutcome;
  DeliveryOutcome outcome = accepted;  // accepted, duplicate, reused or waiting
  Seq seq = 0;
  std::int64_t inbox = 0;  // 0 unless waiting
  bool repeats = false;    // the same event was waiting already
};

struct LoggedRecord {
  Seq seq = 0;
  Record record;
};

// The next record of the shared log.
struct OrderedRecord {
  Record record;
  std::string chain;  // up to and including this record
};

// An accepted record that was not yet read back from the shared log.
struct InboxRow {
  std::int64_t id = 0;  // ascending, never reused
  Record record;
};

struct InboxSize {
  std::size_t events = 0;
  std::size_t bytes = 0;          // of bodies
  std::optional<Instant> oldest;  // received_at of the first row
};

// A row that has left the inbox, because the shared log now has its source and id. accepted: with
// this very record; duplicate: with the same body, from another node; reused: with another body.
// `placed.seq` is the seq in the log.
struct Released {
  std::int64_t inbox = 0;
  Record record;
  Placed placed;
};

// The present outcomes of those events of a submission that the log did not have at first.
struct ReceiptState {
  std::size_t accepted = 0;
  std::size_t duplicates = 0;
  std::vector<std::size_t> reused{};  // their indexes in the submission, ascending
  std::size_t waiting = 0;
  Seq seq = 0;  // the newest seq among them; 0 while all wait
};

}  // namespace dealbell::store
