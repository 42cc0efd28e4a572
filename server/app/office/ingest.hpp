#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "app/office/pending_placements.hpp"
#include "core/state/sales_state.hpp"
#include "io/one_shot_event.hpp"
#include "store/ledger.hpp"

namespace dealbell::app {

// An event and its record, both made on the thread that parsed it. `event` is unused for records
// that are not events or that still wait for the shared log.
struct Incoming {
  core::Event event;
  store::Record record;
};

// The only way into the ledger and the sales state. Lives on the state loop: call it only there.
//
// Group commit: submissions that arrive while the disk is busy share the next sync. They take turns
// with at most 1,000 events or 1 MB a commit, so that an import does not delay a live deal. An
// event is applied only after it is on disk, and submit() returns only after it is applied. A
// repeat of an event that is still being written is queued behind the original and shares its
// outcome.
//
// With a shared log the events are synced into the inbox. A submission then waits a limited time
// until the log has been read back and its events are applied, which happens elsewhere and is
// reported by resolve().
class Ingest {
 public:
  // A batch that is on disk.
  struct Commit {
    std::size_t accepted = 0, duplicates = 0;  // accepted: new on this node
    std::chrono::microseconds took{};
  };
  // Called on the state loop.
  struct Hooks {
    std::function<void()> changed;                  // new events were applied
    std::function<void(const Error&)> disk_failed;  // for good: the program must stop
    std::function<void(const Commit&)> committed;
  };
  // Writes records on the disk thread: Ledger::append or Ledger::enqueue.
  using WriteRecords =
      std::function<Result<std::vector<store::Placed>>(std::span<const store::Record>)>;
  // `sales` must outlive the Ingest; `disk` runs one thing at a time. Receipts are numbered from
  // the one after `last_receipt`.
  Ingest(core::SalesState& sales, WriteRecords write, std::int64_t last_receipt,
         boost::asio::any_io_executor loop, boost::asio::any_io_executor disk, Hooks hooks);

  // One Placed per event, in order. Events that the shared log has not confirmed within `patience`
  // are still `waiting`, and the receipt's number can be queried later. Errc::cannot_store when too
  // many events are queued or the disk is full: the events that were not written yet are then
  // dropped, and the whole request can safely be repeated.
  struct Submitted {
    std::vector<store::Placed> placed;
    std::int64_t receipt = 0;
    LogNumber log = 1;  // of the seqs
  };
  boost::asio::awaitable<Result<Submitted>> submit(std::vector<Incoming> events,
                                                   std::chrono::milliseconds patience);

  // A row of the inbox is now in the shared log. Returns whether a submission waits for it.
  bool resolve(const store::Released& released) { return pending_.resolve(released); }

 private:
  struct Submission {
    std::vector<Incoming> events;
    std::int64_t receipt = 0;
    std::size_t written = 0;  // events that are in a commit
    std::shared_ptr<Placement> placement = std::make_shared<Placement>();
    std::optional<Error> failed;
    io::OneShotEvent done;
  };
  // The part of a commit that belongs to one submission.
  struct Share {
    std::shared_ptr<Submission> submission;
    std::size_t from, to;
  };
  std::vector<Share> next_commit();
  boost::asio::awaitable<void> write_queued();
  void finish(const std::vector<Share>& shares, const std::optional<Error>& failed);
  void report_commit(const std::vector<store::Placed>& placed, std::chrono::nanoseconds took);
  void report_storing(const Result<std::vector<store::Placed>>& placed);
  boost::asio::awaitable<void> apply(const std::vector<Share>& shares,
                                     const std::vector<store::Placed>& placed);

  core::SalesState& sales_;
  WriteRecords write_;
  std::int64_t last_receipt_;
  boost::asio::any_io_executor loop_, disk_;
  Hooks hooks_;
  std::deque<std::shared_ptr<Submission>> queue_;
  std::size_t queued_events_ = 0;
  PendingPlacements pending_;
  bool writing_ = false;
  bool disk_failed_ = false;
  bool storing_ = true;  // false from a failed commit to the next successful one
};

}  // namespace dealbell::app
