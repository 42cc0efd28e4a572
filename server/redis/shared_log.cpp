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

// A stream that was deleted under a blocked reader is noticed after so long (redis/redis#5625).
constexpr milliseconds look_every{250};
constexpr milliseconds enrol_every{1'000};
// Longer than the log keeps a name for a node that is gone.
constexpr milliseconds name_within{8'000};
constexpr milliseconds pause_min{50}, pause_max{500};
constexpr milliseconds filling_pause{20};

// The part of what was read that goes on from the copy, record by record.
std::size_t continuing(Position at, const std::vector<LogEntry>& entries) {
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
  spawn(&SharedLog::keep_up);
  spawn(&SharedLog::send_inbox);
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

void SharedLog::wake() { std::exchange(news_, std::make_shared<io::OneShotEvent>())->open(); }

SharedLog::Status SharedLog::status() const {
  const std::lock_guard lock(status_mutex_);
  return status_;
}

void SharedLog::enter(State state, std::string why) {
  sharing_ = state == State::sharing;
  Status told;
  {
    const std::lock_guard lock(status_mutex_);
    const bool other = status_.state != state || status_.position.log != copy_.position().log;
    // Since all was well, not since that was noticed.
    if (status_.state == State::sharing && state != State::sharing) status_.since = well_at_;
    if (status_.state != State::sharing && state == State::sharing) status_.since = system_now();
    if (state == State::sharing) well_at_ = system_now();
    status_.state = state;
    status_.why = std::move(why);
    status_.position = copy_.position();
    if (!other) return;
    told = status_;
  }
  hooks_.changed(told);
}

// A name that no other node and no other start of this one takes.
std::string SharedLog::attempt() {
  return options_.node + "-" + std::to_string(random_()) + "-" + std::to_string(++attempts_);
}

void SharedLog::learn(const LogComparison& compare) {
  const std::lock_guard lock(status_mutex_);
  status_.newest = compare.newest;
  status_.position = copy_.position();
}

// Whatever waits is appended again: the log leaves out what it has.
void SharedLog::resend() {
  sent_ = 0;
  sent_until_ = 0;
  wake();
}

milliseconds SharedLog::jitter(milliseconds most) {
  return milliseconds(std::uniform_int_distribution<milliseconds::rep>(0, most.count())(random_));
}

bool SharedLog::fatal(const Error& failure) {
  if (failure.code == Errc::unavailable || failure.code == Errc::cannot_store) return false;
  stopping_ = true;
  wake();
  hooks_.lost(failure);
  return true;
}

boost::asio::awaitable<void> SharedLog::keep_up() {
  auto pause = pause_min;
  while (!stopping_) {
    const auto done = co_await keep_up_once();
    if (stopping_) break;
    if (done) {
      pause = pause_min;
      continue;
    }
    if (fatal(done.error())) break;
    enter(State::away, done.error().message);
    co_await timing_.sleep(pause_min + jitter(pause));
    pause = std::min(2 * pause, pause_max);
  }
}

// One look at the log and what follows from it; returns for another look.
SharedLog::Answer<> SharedLog::keep_up_once() {
  suspicious_ = false;
  const auto compare = co_await server_.compare(copy_.position());
  if (!compare) co_return compare.error();
  learn(*compare);
  resend();
  switch (compare->state) {
    case LogComparison::same:
    case LogComparison::lagging:
      co_return co_await follow();
    case LogComparison::trimmed:
      co_return co_await copy_from_others(*compare);
    case LogComparison::filling:
      enter(State::repairing);
      co_await timing_.sleep(filling_pause);
      co_return Result<>{};
    default:
      break;
  }
  enter(State::repairing);
  {
    const std::lock_guard lock(status_mutex_);
    ++status_.repairs;
  }
  if (compare->state == LogComparison::other && compare->log > copy_.position().log) {
    log_info("the shared log is number " + std::to_string(compare->log) + " now");
    co_return co_await adopt(server_, copy_, *compare);
  }
  if (compare->state == LogComparison::absent && copy_.position().log == 1)
    log_info("there is no shared log yet; declaring the first");
  else
    log_warning("the shared log has lost what this node has read; declaring another");
  co_return co_await declare(server_, copy_, *compare, attempt());
}

// Two nodes of one name would take each other's receipts and copies for their own.
SharedLog::Answer<> SharedLog::claim_name() {
  const auto until = timing_.now() + name_within;
  for (;;) {
    const auto known =
        co_await server_.register_node(options_.node, options_.disk, copy_.position().seq);
    if (!known) co_return known.error();
    if (*known || stopping_) co_return Result<>{};
    if (timing_.now() > until) break;
    co_await timing_.sleep(enrol_every);
  }
  co_return error(Errc::conflict, "another node is called \"" + options_.node +
                                      "\": every node needs a name of its own (redis.node)");
}

// Reads on until something is odd.
SharedLog::Answer<> SharedLog::follow() {
  // A Redis that answers questions and takes nothing shares nothing.
  if (auto known = co_await claim_name(); !known) co_return known;
  enter(State::sharing);
  wake();
  auto looked = timing_.now();
  auto enrolled = timing_.now();
  while (!stopping_) {
    auto entries = co_await server_.read(copy_.position().seq, look_every);
    if (!entries) co_return entries.error();
    const auto good = continuing(copy_.position(), *entries);
    const bool odd = good < entries->size();
    entries->resize(good);
    if (good > 0) {
      odd_at_.reset();
      if (auto followed = co_await copy_.follow(std::move(*entries)); !followed) co_return followed;
      wake();
    }
    if (odd) co_return co_await recheck_tail();
    if (good > 0 && !suspicious_ && timing_.now() - looked < look_every) continue;
    looked = timing_.now();
    const auto fine = co_await look_again();
    if (!fine) co_return fine.error();
    if (!*fine) co_return Result<>{};
    if (timing_.now() - enrolled < enrol_every) continue;
    enrolled = timing_.now();
    if (auto known = co_await claim_name(); !known) co_return known;
  }
  co_return Result<>{};
}

// Whether the log is still the one that is followed.
SharedLog::Answer<bool> SharedLog::look_again() {
  suspicious_ = false;
  const auto compare = co_await server_.compare(copy_.position());
  if (!compare) co_return compare.error();
  learn(*compare);
  // Redis may have lost what it had taken, before anybody read it. What was sent has been read back
  // where it must be by now; or there is no more to read.
  if (sent_ > 0 && copy_.position().seq >= std::min(sent_until_, compare->newest)) resend();
  const bool fine = sharing_ && compare->state == LogComparison::same;
  if (fine) well_at_ = system_now();
  co_return fine;
}

// The stream does not go on from the copy. The next look says why; if it finds nothing, twice at
// the same place, then what came before is not what the stream was made with.
SharedLog::Answer<> SharedLog::recheck_tail() {
  const auto at = copy_.position();
  if (std::exchange(odd_at_, at.seq) != at.seq) co_return Result<>{};
  odd_at_.reset();
  const auto compare = co_await server_.compare(at);
  if (!compare) co_return compare.error();
  if (compare->state != LogComparison::same) co_return Result<>{};
  log_warning("this node's copy of the shared log is not its beginning; taking another's");
  co_return co_await copy_.roll_back(at.log, 0);
}

boost::asio::awaitable<void> SharedLog::send_inbox() {
  while (!stopping_) {
    const auto news = news_;
    Result<bool> more = false;
    if (sharing_) more = co_await send_some();
    if (stopping_) break;
    if (!more && fatal(more.error())) break;
    if (!more) {
      suspicious_ = true;
      co_await timing_.sleep(pause_min);
    } else if (!*more) {
      co_await news->wait();
    }
  }
}

// Appends a batch of what waits; whether there may be more that can be appended at once.
SharedLog::Answer<bool> SharedLog::send_some() {
  // Before the rows are read: what is taken into the copy after this is known to Redis by its ids.
  const auto at = copy_.position();
  const auto after = sent_;
  auto rows = co_await copy_.waiting(after);
  if (!rows) co_return rows.error();
  if (rows->empty() || !sharing_) co_return false;
  const auto last = rows->back().id;
  std::vector<LogRecord> records;
  records.reserve(rows->size());
  for (auto& row : *rows) records.push_back(std::move(row.record));
  const auto compare = co_await server_.append(at, std::move(records));
  if (!compare) co_return compare.error();
  if (compare->state == LogComparison::lagging) co_return false;  // until something was read
  if (compare->state != LogComparison::same) {
    suspicious_ = true;
    sharing_ = false;
    co_return false;
  }
  if (sent_ != after) co_return true;  // begun anew meanwhile
  sent_ = last;
  sent_until_ = compare->newest;
  co_return true;
}

}  // namespace dealbell::redis
