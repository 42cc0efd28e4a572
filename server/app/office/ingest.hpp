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

// An event and the record it becomes, made together on the thread that parsed it. Of what is not an
// event, or waits for a shared log, the record alone counts.
struct Incoming {
  core::Event event;
  store::Record record;
};

// The one way into the ledger and onto the floor. Lives on the floor's loop, where every call
// belongs.
//
// Whoever arrives while the disk is busy shares the next sync (group commit). Submissions take
// turns, at most 1,000 events or 1 MB a commit, so that an import does not hold up a live deal. An
// event is applied only after it is on disk, and submit() returns only after it is applied. A
// repeat of an event that is still on its way is placed behind it, so it waits for the original and
// shares its outcome.
//
// Of a shared log the events are on disk in the inbox, and a submission waits a moment for them to
// be read back from the log and applied, which others do (settle).
class Ingest {
 public:
  struct Commit {
    std::size_t accepted = 0, duplicates = 0;  // accepted: here, whatever a shared log has
    std::chrono::microseconds took{};
  };
  struct Hooks {
    std::function<void()> changed;                 // the floor has new events
    std::function<void(const Error&)> disk_lost;   // writing failed for good: the program must stop
    std::function<void(const Commit&)> committed;  // a batch is on disk
  };
  // Where records go, on `disk`: Ledger::append or Ledger::take_in.
  using BoardSlot =
      std::function<Result<std::vector<store::Placed>>(std::span<const store::Record>)>;
  // All references must outlive the Ingest; `disk` runs one thing at a time. Receipts are numbered
  // from the one after `last_receipt`.
  Ingest(core::SalesState& sales, BoardSlot place, std::int64_t last_receipt,
         boost::asio::any_io_executor loop, boost::asio::any_io_executor disk, Hooks hooks);

  // One Placed per event, in order; those that wait for longer than `patience` for a shared log are
  // under the receipt. Errc::cannot_store when too many wait or the disk is full: then none of the
  // events that were not yet placed is; whoever repeats the whole request loses nothing.
  struct Taken {
    std::vector<store::Placed> placed;
    std::int64_t receipt = 0;
    LogNumber log = 1;  // of the seqs
  };
  boost::asio::awaitable<Result<Taken>> submit(std::vector<Incoming> events,
                                               std::chrono::milliseconds patience);

  // The shared log has what was in the inbox; false when nobody waits for it here.
  bool settle(const store::Released& released) { return waits_.settle(released); }

 private:
  struct Submission {
    std::vector<Incoming> events;
    std::int64_t receipt = 0;
    std::size_t taken = 0;
    std::shared_ptr<Placement> placement = std::make_shared<Placement>();
    std::optional<Error> failed;
    io::OneShotEvent done;
  };
  // The part of a commit that belongs to one submission.
  struct Share {
    std::shared_ptr<Submission> of;
    std::size_t from, to;
  };
  std::vector<Share> take_shares();
  boost::asio::awaitable<void> write_while_waiting();
  void tell(const std::vector<store::Placed>& placed, std::chrono::nanoseconds took);
  boost::asio::awaitable<void> apply(const std::vector<Share>& shares,
                                     const std::vector<store::Placed>& placed);

  core::SalesState& sales_;
  BoardSlot place_;
  std::int64_t last_receipt_;
  boost::asio::any_io_executor loop_, disk_;
  Hooks hooks_;
  std::deque<std::shared_ptr<Submission>> waiting_;
  std::size_t events_waiting_ = 0;
  PendingPlacements waits_;
  bool writing_ = false;
  bool lost_ = false;
  bool storing_ = true;  // false from a failed commit to the next good one
};

}  // namespace dealbell::app
