#include "redis/shared_log.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <utility>

#include "base/log.hpp"
#include "redis/log_repair.hpp"

namespace dealbell::redis {
namespace {

using std::chrono::milliseconds;

// XREAD does not return when the stream is deleted (redis/redis#5625), so the log is checked as
// often as this.
constexpr milliseconds check_every{250};
constexpr milliseconds register_every{1'000};
// Longer than the log reserves the name of a node that has stopped.
constexpr milliseconds name_timeout{8'000};
constexpr milliseconds pause_min{50}, pause_max{500};
constexpr milliseconds filling_pause{20};

// How many of the entries continue the copy.
std::size_t continuing(ChainedPosition at, const std::vector<LogEntry>& entries) {
  std::size_t count = 0;
  for (const auto& entry : entries) {
    if (entry.seq != at.seq + 1 || next_chain(at.chain, entry.record) != entry.chain) break;
    at.seq = entry.seq;
    at.chain = entry.chain;
    ++count;
  }
  return count;
}

}  // namespace

SharedLog::SharedLog(LogServer& server, NodeCopy& copy, io::Timing& timing,
                     boost::asio::any_io_executor loop, Options options, Hooks hooks)
    : server_(server),
      copy_(copy),
      timing_(timing),
      loop_(std::move(loop)),
      options_(std::move(options)),
      hooks_(std::move(hooks)),
      random_(static_cast<std::minstd_rand::result_type>(options_.seed)) {
  status_.since = system_now();
  status_.position = copy_.position();
}

void SharedLog::start() {
  spawn(&SharedLog::run_sync);
  spawn(&SharedLog::append_inbox);
  spawn(&SharedLog::serve_copies);
}

void SharedLog::spawn(boost::asio::awaitable<void> (SharedLog::*run)()) {
  ++running_;
  auto end = [this](std::exception_ptr failure) {
    if (failure) std::rethrow_exception(failure);
    --running_;
  };
  boost::asio::co_spawn(loop_, (this->*run)(), std::move(end));
}

void SharedLog::stop() {
  stopping_ = true;
  wake();
}

void SharedLog::wake() {
  std::exchange(inbox_event_, std::make_shared<io::OneShotEvent>())->open();
}

SharedLog::Status SharedLog::status() const {
  const std::lock_guard lock(status_mutex_);
  return status_;
}

void SharedLog::set_state(State state, std::string why) {
  sharing_ = state == State::sharing;
  Status changed;
  {
    const std::lock_guard lock(status_mutex_);
    const bool differs = status_.state != state || status_.position.log != copy_.position().log;
    // Since the copy last matched the log, not since the difference was found.
    if (status_.state == State::sharing && state != State::sharing) status_.since = shared_at_;
    if (status_.state != State::sharing && state == State::sharing) status_.since = system_now();
    if (state == State::sharing) shared_at_ = system_now();
    status_.state = state;
    status_.why = std::move(why);
    status_.position = copy_.position();
    if (!differs) return;
    changed = status_;
  }
  hooks_.changed(changed);
}

// Unique among all nodes and all starts of this one.
std::string SharedLog::new_filler() {
  return options_.node + "-" + std::to_string(random_()) + "-" + std::to_string(++fillers_);
}

void SharedLog::note_format(int format) {
  int before = 0;
  {
    const std::lock_guard lock(status_mutex_);
    before = std::exchange(status_.format, format);
  }
  if (format > before && hooks_.newer_format) hooks_.newer_format();
}

void SharedLog::note_log(const LogComparison& comparison) {
  const std::lock_guard lock(status_mutex_);
  status_.newest = comparison.newest;
  status_.position = copy_.position();
}

// Appends all waiting rows again: the log skips those that it has.
void SharedLog::resend() {
  appended_row_ = 0;
  appended_until_ = 0;
  wake();
}

milliseconds SharedLog::jitter(milliseconds most) {
  return milliseconds(std::uniform_int_distribution<milliseconds::rep>(0, most.count())(random_));
}

bool SharedLog::stop_if_fatal(const Error& failure) {
  if (failure.code == Errc::unavailable || failure.code == Errc::cannot_store) return false;
  stopping_ = true;
  wake();
  hooks_.lost(failure);
  return true;
}

boost::asio::awaitable<void> SharedLog::run_sync() {
  auto pause = pause_min;
  while (!stopping_) {
    const auto done = co_await sync_once();
    if (stopping_) break;
    if (done) {
      pause = pause_min;
      continue;
    }
    if (stop_if_fatal(done.error())) break;
    set_state(State::away, done.error().message);
    co_await timing_.sleep(pause_min + jitter(pause));
    pause = std::min(2 * pause, pause_max);
  }
}

// Compares the copy with the log once and acts on the result.
SharedLog::Answer<> SharedLog::sync_once() {
  check_now_ = false;
  const auto comparison = co_await server_.compare(copy_.position());
  if (!comparison) co_return comparison.error();
  note_log(*comparison);
  resend();
  switch (comparison->state) {
    case LogComparison::same:
    case LogComparison::lagging:
      co_return co_await follow();
    case LogComparison::trimmed:
      co_return co_await copy_from_others(*comparison);
    case LogComparison::filling:
      set_state(State::repairing);
      co_await timing_.sleep(filling_pause);
      co_return Result<>{};
    default:
      break;
  }
  set_state(State::repairing);
  {
    const std::lock_guard lock(status_mutex_);
    ++status_.repairs;
  }
  if (comparison->state == LogComparison::other && comparison->log > copy_.position().log) {
    log_info("the shared log now has number " + std::to_string(comparison->log));
    co_return co_await adopt(server_, copy_, *comparison);
  }
  log_info(comparison->state == LogComparison::absent && copy_.position().log == 1
               ? "there is no shared log yet; starting the first"
               : "the shared log has lost records that this node has read; starting a new one");
  co_return co_await declare(server_, copy_, *comparison, new_filler());
}

// Two nodes with the same name would confuse their receipts and copies.
SharedLog::Answer<> SharedLog::claim_name() {
  const auto until = timing_.now() + name_timeout;
  for (;;) {
    const auto registered = co_await server_.register_node(options_.node, options_.disk,
                                                           copy_.position().seq, options_.format);
    if (!registered) co_return registered.error();
    if (*registered > 0) note_format(*registered);
    if (*registered > 0 || stopping_) co_return Result<>{};
    if (timing_.now() > until) break;
    co_await timing_.sleep(register_every);
  }
  co_return error(Errc::conflict, "another node is called \"" + options_.node +
                                      "\": every node needs its own name (redis.node)");
}

// Follows the log until it does not continue the copy.
SharedLog::Answer<> SharedLog::follow() {
  // Proves that Redis accepts writes, too.
  if (auto claimed = co_await claim_name(); !claimed) co_return claimed;
  set_state(State::sharing);
  wake();
  auto checked_at = timing_.now();
  auto registered_at = timing_.now();
  while (!stopping_) {
    auto entries = co_await server_.read(copy_.position().seq, check_every);
    if (!entries) co_return entries.error();
    const auto good = continuing(copy_.position(), *entries);
    const bool mismatch = good < entries->size();
    entries->resize(good);
    if (good > 0) {
      mismatch_at_.reset();
      if (auto followed = co_await copy_.follow(std::move(*entries)); !followed) co_return followed;
      wake();
    }
    if (mismatch) co_return co_await recheck_tail();
    if (good > 0 && !check_now_ && timing_.now() - checked_at < check_every) continue;
    checked_at = timing_.now();
    const auto same = co_await check_log();
    if (!same) co_return same.error();
    if (!*same) co_return Result<>{};
    if (timing_.now() - registered_at < register_every) continue;
    registered_at = timing_.now();
    if (auto claimed = co_await claim_name(); !claimed) co_return claimed;
  }
  co_return Result<>{};
}

// Whether the copy still is the beginning of the log.
SharedLog::Answer<bool> SharedLog::check_log() {
  check_now_ = false;
  const auto comparison = co_await server_.compare(copy_.position());
  if (!comparison) co_return comparison.error();
  note_log(*comparison);
  // Redis may have lost appended records before any node read them. All of them must have been read
  // back by now, or there is nothing more to read: so append the remaining rows again.
  if (appended_row_ > 0 && copy_.position().seq >= std::min(appended_until_, comparison->newest))
    resend();
  const bool same = sharing_ && comparison->state == LogComparison::same;
  if (same) shared_at_ = system_now();
  co_return same;
}

// The stream does not continue the copy. The next comparison finds the reason. If it finds none
// twice at the same place, the copy's earlier records differ from those of the log.
SharedLog::Answer<> SharedLog::recheck_tail() {
  const auto at = copy_.position();
  if (std::exchange(mismatch_at_, at.seq) != at.seq) co_return Result<>{};
  mismatch_at_.reset();
  const auto comparison = co_await server_.compare(at);
  if (!comparison) co_return comparison.error();
  if (comparison->state != LogComparison::same) co_return Result<>{};
  log_warning("this node's copy differs from the shared log; copying the log from another node");
  co_return co_await copy_.roll_back(at.log, 0);
}

boost::asio::awaitable<void> SharedLog::append_inbox() {
  while (!stopping_) {
    const auto event = inbox_event_;
    Result<bool> more = false;
    if (sharing_) more = co_await append_batch();
    if (stopping_) break;
    if (!more && stop_if_fatal(more.error())) break;
    if (!more) {
      check_now_ = true;
      co_await timing_.sleep(pause_min);
    } else if (!*more) {
      co_await event->wait();
    }
  }
}

// Appends a batch of inbox rows; whether more can be appended at once.
SharedLog::Answer<bool> SharedLog::append_batch() {
  // Before the rows are read: Redis remembers the ids of all records that the copy gets after this.
  const auto at = copy_.position();
  const auto after = appended_row_;
  auto rows = co_await copy_.waiting(after);
  if (!rows) co_return rows.error();
  if (rows->empty() || !sharing_) co_return false;
  const auto last = rows->back().id;
  std::vector<LogRecord> records;
  records.reserve(rows->size());
  for (auto& row : *rows) records.push_back(std::move(row.record));
  const auto comparison = co_await server_.append(at, std::move(records));
  if (!comparison) co_return comparison.error();
  if (comparison->state == LogComparison::lagging) co_return false;  // until more was read
  if (comparison->state != LogComparison::same) {
    check_now_ = true;
    sharing_ = false;
    co_return false;
  }
  if (appended_row_ != after) co_return true;  // resend() was called in the meantime
  appended_row_ = last;
  appended_until_ = comparison->newest;
  co_return true;
}

}  // namespace dealbell::redis
