#include "app/office/ingest.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>

#include "app/office/apply_slice.hpp"
#include "base/log.hpp"
#include "io/run_on.hpp"

namespace dealbell::app {
namespace {

constexpr std::size_t commit_events_max = 1'000;
constexpr std::size_t commit_bytes_max = 1 << 20;
// What one submission may put into a commit while others wait.
constexpr std::size_t turn_events_max = 250;
// About 100 MB of waiting events: beyond, senders keep them and come back.
constexpr std::size_t waiting_events_max = 200'000;

}  // namespace

Ingest::Ingest(core::SalesState& sales, BoardSlot place, std::int64_t last_receipt,
               boost::asio::any_io_executor loop, boost::asio::any_io_executor disk, Hooks hooks)
    : sales_(sales),
      place_(std::move(place)),
      last_receipt_(last_receipt),
      loop_(std::move(loop)),
      disk_(std::move(disk)),
      hooks_(std::move(hooks)) {}

boost::asio::awaitable<Result<Ingest::Taken>> Ingest::submit(std::vector<Incoming> events,
                                                             std::chrono::milliseconds patience) {
  if (events.empty()) co_return Taken{};
  if (lost_) co_return error(Errc::cannot_store, "the disk failed; the server is stopping");
  if (events_waiting_ + events.size() > waiting_events_max)
    co_return error(Errc::cannot_store, "too many events are waiting for the disk");
  auto submission = std::make_shared<Submission>();
  submission->events = std::move(events);
  submission->receipt = ++last_receipt_;
  for (auto& in : submission->events) in.record.receipt = submission->receipt;
  events_waiting_ += submission->events.size();
  waiting_.push_back(submission);
  if (!writing_) {
    writing_ = true;
    boost::asio::co_spawn(loop_, write_while_waiting(), boost::asio::detached);
  }
  co_await submission->done.wait();
  const auto placement = submission->placement;
  if (!submission->failed && placement->waiting > 0) {
    placement->settled = std::make_unique<io::OneShotEvent>();
    co_await placement->settled->wait_for(patience);
  }
  waits_.forget(placement);
  if (submission->failed) co_return *submission->failed;
  co_return Taken{std::move(placement->placed), submission->receipt, sales_.log()};
}

// Whose turn it is, round and round: a submission that is not done goes to the back.
std::vector<Ingest::Share> Ingest::take_shares() {
  std::vector<Share> shares;
  std::size_t events = 0, bytes = 0;
  while (!waiting_.empty() && events < commit_events_max && bytes < commit_bytes_max) {
    auto submission = std::move(waiting_.front());
    waiting_.pop_front();
    const auto turn = waiting_.empty() ? commit_events_max : turn_events_max;
    Share share{submission, submission->taken, submission->taken};
    while (share.to < submission->events.size() && share.to - share.from < turn &&
           events < commit_events_max && bytes < commit_bytes_max) {
      bytes += submission->events[share.to++].record.body.size();
      ++events;
    }
    submission->taken = share.to;
    if (share.to < submission->events.size()) waiting_.push_back(std::move(submission));
    shares.push_back(std::move(share));
  }
  events_waiting_ -= events;
  return shares;
}

boost::asio::awaitable<void> Ingest::write_while_waiting() {
  while (!waiting_.empty()) {
    const auto shares = take_shares();
    std::vector<store::Record> records;
    for (const auto& share : shares)
      for (auto i = share.from; i < share.to; ++i)
        records.push_back(std::move(share.of->events[i].record));
    auto write = [&] { return place_(records); };
    const auto began = std::chrono::steady_clock::now();
    const auto placed = co_await io::run_on(disk_, write);
    if (placed) tell(*placed, std::chrono::steady_clock::now() - began);

    if (placed.has_value() != storing_) {
      storing_ = placed.has_value();
      if (storing_)
        log_info("events are stored again");
      else
        log_error("events cannot be stored: " + placed.error().message);
    }
    if (placed) co_await apply(shares, *placed);
    for (const auto& share : shares) {
      auto& submission = *share.of;
      if (!placed && !submission.failed) {
        submission.failed = placed.error();
        std::erase(waiting_, share.of);
        events_waiting_ -= submission.events.size() - submission.taken;
        submission.taken = submission.events.size();
      }
      if (submission.taken == submission.events.size()) submission.done.open();
    }
    if (!placed && placed.error().code != Errc::cannot_store) {
      lost_ = true;
      hooks_.disk_lost(placed.error());
    }
  }
  writing_ = false;
}

void Ingest::tell(const std::vector<store::Placed>& placed, std::chrono::nanoseconds took) {
  Commit commit;
  commit.took = std::chrono::duration_cast<std::chrono::microseconds>(took);
  for (const auto& one : placed) {
    const bool waits = one.kind == store::Placed::waiting;
    commit.accepted += one.kind == store::Placed::accepted || (waits && !one.repeats);
    commit.duplicates += one.kind == store::Placed::duplicate || (waits && one.repeats);
  }
  hooks_.committed(commit);
}

boost::asio::awaitable<void> Ingest::apply(const std::vector<Share>& shares,
                                           const std::vector<store::Placed>& placed) {
  auto next = placed.begin();
  ApplySlice slice(loop_);
  bool changed = false;
  for (const auto& share : shares) {
    for (auto i = share.from; i < share.to; ++i, ++next) {
      auto& placed_so_far = share.of->placement->placed;
      placed_so_far.push_back(*next);
      if (next->kind == store::Placed::waiting)
        waits_.add(share.of->placement, placed_so_far.size() - 1);
      if (next->kind != store::Placed::accepted) continue;
      sales_.apply(share.of->events[i].event, next->seq);
      changed = true;
      if (slice.used_up()) co_await slice.yield();
    }
  }
  if (changed) hooks_.changed();
}

}  // namespace dealbell::app
