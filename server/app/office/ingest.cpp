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
// About 100 MB of queued events. Beyond that, senders must retry.
constexpr std::size_t queued_events_max = 200'000;

}  // namespace

Ingest::Ingest(core::SalesState& sales, WriteRecords write, std::int64_t last_receipt,
               boost::asio::any_io_executor loop, boost::asio::any_io_executor disk, Hooks hooks)
    : sales_(sales),
      write_(std::move(write)),
      last_receipt_(last_receipt),
      loop_(std::move(loop)),
      disk_(std::move(disk)),
      hooks_(std::move(hooks)) {}

boost::asio::awaitable<Result<Ingest::Submitted>> Ingest::submit(
    std::vector<Incoming> events, std::chrono::milliseconds patience) {
  if (events.empty()) co_return Submitted{};
  if (disk_failed_) co_return error(Errc::cannot_store, "the disk failed; the server is stopping");
  if (queued_events_ + events.size() > queued_events_max)
    co_return error(Errc::cannot_store, "too many events are waiting for the disk");
  auto submission = std::make_shared<Submission>();
  submission->events = std::move(events);
  submission->receipt = ++last_receipt_;
  for (auto& in : submission->events) in.record.receipt = submission->receipt;
  queued_events_ += submission->events.size();
  queue_.push_back(submission);
  if (!writing_) {
    writing_ = true;
    boost::asio::co_spawn(loop_, write_queued(), boost::asio::detached);
  }
  co_await submission->done.wait();
  const auto placement = submission->placement;
  if (!submission->failed && placement->waiting > 0) {
    placement->resolved = std::make_unique<io::OneShotEvent>();
    co_await placement->resolved->wait_for(patience);
  }
  pending_.remove(placement);
  if (submission->failed) co_return *submission->failed;
  co_return Submitted{std::move(placement->placed), submission->receipt, sales_.log()};
}

// Round robin: a submission that is not written completely goes to the back of the queue.
std::vector<Ingest::Share> Ingest::next_commit() {
  std::vector<Share> shares;
  std::size_t events = 0, bytes = 0;
  while (!queue_.empty() && events < commit_events_max && bytes < commit_bytes_max) {
    auto submission = std::move(queue_.front());
    queue_.pop_front();
    const auto turn = queue_.empty() ? commit_events_max : turn_events_max;
    Share share{submission, submission->written, submission->written};
    while (share.to < submission->events.size() && share.to - share.from < turn &&
           events < commit_events_max && bytes < commit_bytes_max) {
      bytes += submission->events[share.to++].record.body.size();
      ++events;
    }
    submission->written = share.to;
    if (share.to < submission->events.size()) queue_.push_back(std::move(submission));
    shares.push_back(std::move(share));
  }
  queued_events_ -= events;
  return shares;
}

boost::asio::awaitable<void> Ingest::write_queued() {
  while (!queue_.empty()) {
    const auto shares = next_commit();
    std::vector<store::Record> records;
    for (const auto& share : shares)
      for (auto i = share.from; i < share.to; ++i)
        records.push_back(std::move(share.submission->events[i].record));
    auto write = [&] { return write_(records); };
    const auto began = std::chrono::steady_clock::now();
    const auto placed = co_await io::run_on(disk_, write);
    if (placed) report_commit(*placed, std::chrono::steady_clock::now() - began);
    report_storing(placed);
    if (placed) co_await apply(shares, *placed);
    finish(shares, placed ? std::nullopt : std::optional(placed.error()));
    if (!placed && placed.error().code != Errc::cannot_store) {
      disk_failed_ = true;
      hooks_.disk_failed(placed.error());
    }
  }
  writing_ = false;
}

// Wakes the submissions that are written completely, or whose commit failed.
void Ingest::finish(const std::vector<Share>& shares, const std::optional<Error>& failed) {
  for (const auto& share : shares) {
    auto& submission = *share.submission;
    if (failed && !submission.failed) {
      submission.failed = failed;
      std::erase(queue_, share.submission);
      queued_events_ -= submission.events.size() - submission.written;
      submission.written = submission.events.size();
    }
    if (submission.written == submission.events.size()) submission.done.open();
  }
}

void Ingest::report_commit(const std::vector<store::Placed>& placed,
                           std::chrono::nanoseconds took) {
  Commit commit;
  commit.took = std::chrono::duration_cast<std::chrono::microseconds>(took);
  for (const auto& one : placed) {
    const bool waits = one.outcome == store::Placed::waiting;
    commit.accepted += one.outcome == store::Placed::accepted || (waits && !one.repeats);
    commit.duplicates += one.outcome == store::Placed::duplicate || (waits && one.repeats);
  }
  hooks_.committed(commit);
}

// Logs only when storing begins to fail or works again.
void Ingest::report_storing(const Result<std::vector<store::Placed>>& placed) {
  if (placed.has_value() == storing_) return;
  storing_ = placed.has_value();
  if (storing_)
    log_info("events are stored again");
  else
    log_error("events cannot be stored: " + placed.error().message);
}

boost::asio::awaitable<void> Ingest::apply(const std::vector<Share>& shares,
                                           const std::vector<store::Placed>& placed) {
  auto next = placed.begin();
  ApplySlice slice(loop_);
  bool changed = false;
  for (const auto& share : shares) {
    const auto& submission = *share.submission;
    for (auto i = share.from; i < share.to; ++i, ++next) {
      auto& placed_so_far = submission.placement->placed;
      placed_so_far.push_back(*next);
      if (next->outcome == store::Placed::waiting)
        pending_.add(submission.placement, placed_so_far.size() - 1);
      if (next->outcome != store::Placed::accepted) continue;
      sales_.apply(submission.events[i].event, next->seq);
      changed = true;
      if (slice.used_up()) co_await slice.yield();
    }
  }
  if (changed) hooks_.changed();
}

}  // namespace dealbell::app
