#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <random>
#include <string>

#include "base/record_format.hpp"
#include "base/time.hpp"
#include "io/one_shot_event.hpp"
#include "io/timing.hpp"
#include "redis/log_server.hpp"
#include "redis/node_copy.hpp"

namespace dealbell::redis {

// One node's part in a shared log: appends its inbox, follows what all nodes appended, detects that
// Redis has lost or changed records, and repairs the log. Guarantees, as long as the disk of the
// node that acknowledged a record survives: the record gets into the log, once; its place is fixed
// once it is read from the log, and changes only together with the log's number.
//
// Everything runs on `loop`, in coroutines that start() starts and stop() ends. Server, copy and
// timing must outlive them: call stop() and run the loop until stopped().
class SharedLog {
 public:
  enum class State {
    joining,    // has not reached the end of the log yet
    sharing,    // appends and follows
    away,       // Redis does not answer, or its answers cannot be used
    copying,    // copies records that Redis no longer has from another node
    repairing,  // Redis has lost records: some node is writing the log again
  };
  struct Status {
    State state = State::joining;
    Instant since;              // when sharing began; in other states when it ended, or the start
    std::string why;            // for away: the last error
    ChainedPosition position;   // of this node's copy
    Seq newest = 0;             // in the log, as last seen
    std::uint64_t repairs = 0;  // logs adopted or declared since the start
    int format = format_first;  // RecordFormat: what all listed nodes can read, as last seen
  };
  struct Hooks {
    std::function<void(const Status&)> changed;  // the state or the log number
    // The copy failed, or Errc::conflict: another node has the same name. This node must stop.
    std::function<void(const Error&)> lost;
    std::function<void()> newer_format{};  // Status::format has risen
  };
  struct Options {
    std::string node;            // unique among the nodes of the log
    std::string disk;            // identifies the data directory, across restarts
    std::uint64_t seed = 0;      // of the jitter of pauses and of filler names
    int format = format_newest;  // the newest that this node can read; older only in tests
  };
  SharedLog(LogServer& server, NodeCopy& copy, io::Timing& timing,
            boost::asio::any_io_executor loop, Options options, Hooks hooks);

  void start();
  void stop();
  bool stopped() const { return stopping_ && running_ == 0; }

  // Call it when the inbox has new rows. On the loop.
  void wake();
  Status status() const;  // from any thread

 private:
  template <class T = void>
  using Answer = LogServer::Answer<T>;

  Answer<> sync_once();
  Answer<> claim_name();
  Answer<> follow();
  Answer<bool> check_log();
  Answer<> recheck_tail();
  Answer<> copy_from_others(LogComparison comparison);
  Answer<bool> no_node_has_beginning();
  Answer<bool> give_copies();
  boost::asio::awaitable<void> run_sync();
  boost::asio::awaitable<void> append_inbox();
  boost::asio::awaitable<void> serve_copies();
  Answer<bool> append_batch();

  std::string new_filler();
  void set_state(State state, std::string why = {});
  void resend();
  void note_log(const LogComparison& comparison);
  void note_format(int format);
  std::chrono::milliseconds jitter(std::chrono::milliseconds most);
  void spawn(boost::asio::awaitable<void> (SharedLog::*run)());
  bool stop_if_fatal(const Error& error);

  LogServer& server_;
  NodeCopy& copy_;
  io::Timing& timing_;
  boost::asio::any_io_executor loop_;
  Options options_;
  Hooks hooks_;
  std::minstd_rand random_;

  bool stopping_ = false;
  int running_ = 0;
  bool sharing_ = false;    // records appended now will be read back
  bool check_now_ = false;  // an append was refused: check the log first
  // Inbox rows up to appended_row_ have been appended, and are read back at seq appended_until_ at
  // the latest.
  std::int64_t appended_row_ = 0;
  Seq appended_until_ = 0;
  std::uint64_t fillers_ = 0;
  Instant shared_at_;               // when the copy was last seen to match the log
  std::optional<Seq> mismatch_at_;  // the stream did not continue the copy after this seq
  std::shared_ptr<io::OneShotEvent> inbox_event_ = std::make_shared<io::OneShotEvent>();

  mutable std::mutex status_mutex_;
  Status status_;
};

}  // namespace dealbell::redis
