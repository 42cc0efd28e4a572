#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <random>
#include <string>

#include "base/time.hpp"
#include "io/one_shot_event.hpp"
#include "io/timing.hpp"
#include "redis/log_server.hpp"
#include "redis/node_copy.hpp"

namespace dealbell::redis {

// One node of a shared log: appends what its inbox holds, follows what all nodes appended, notices
// when Redis has lost or changed what was there, and repairs it. Guarantees, as long as the disk of
// the node that acknowledged a record lives: the record gets into the log, once; where it stands is
// fixed when it is read from the log, and changes only together with the log's number.
//
// Everything runs on `loop`, in coroutines that start() begins and stop() ends. Server, copy and
// timing must outlive them: stop() and let the loop run until stopped().
class SharedLog {
 public:
  enum class State {
    joining,    // has not been at the log's end yet
    sharing,    // appends and follows
    away,       // Redis does not answer, or not with a log
    copying,    // gets from another node what is no longer in Redis
    repairing,  // Redis has lost something: some node is writing the log anew
  };
  struct Status {
    State state = State::joining;
    Instant since;              // sharing: since when; else when it last was, or the start
    std::string why;            // of away: the last error
    Position position;          // of this node's copy
    Seq newest = 0;             // in the log, as far as known
    std::uint64_t repairs = 0;  // logs adopted or declared since the start
  };
  struct Hooks {
    std::function<void(const Status&)> changed;  // another state or log number
    // The copy failed, or Errc::conflict: another node has this one's name. This one must stop.
    std::function<void(const Error&)> lost;
  };
  struct Options {
    std::string node;        // unique among the nodes of the log
    std::string disk;        // stays when the node starts again, and is nobody else's
    std::uint64_t seed = 0;  // of the pauses' jitter and the names of attempts
  };
  SharedLog(LogServer& server, NodeCopy& copy, io::Timing& timing,
            boost::asio::any_io_executor loop, Options options, Hooks hooks);

  void start();
  void stop();
  bool stopped() const { return stopping_ && running_ == 0; }

  // There is something new in the inbox. On the loop.
  void wake();
  Status status() const;  // from any thread

 private:
  template <class T = void>
  using Answer = LogServer::Answer<T>;

  Answer<> keep_up_once();
  Answer<> claim_name();
  Answer<> follow();
  Answer<bool> look_again();
  Answer<> recheck_tail();
  Answer<> copy_from_others(LogComparison compare);
  Answer<bool> nobody_has_it();
  Answer<bool> give_once();
  boost::asio::awaitable<void> keep_up();
  boost::asio::awaitable<void> send_inbox();
  boost::asio::awaitable<void> serve_copies();
  Answer<bool> send_some();

  std::string attempt();
  void enter(State state, std::string why = {});
  void resend();
  void learn(const LogComparison& compare);
  std::chrono::milliseconds jitter(std::chrono::milliseconds most);
  void spawn(boost::asio::awaitable<void> (SharedLog::*run)());
  bool fatal(const Error& error);

  LogServer& server_;
  NodeCopy& copy_;
  io::Timing& timing_;
  boost::asio::any_io_executor loop_;
  Options options_;
  Hooks hooks_;
  std::minstd_rand random_;

  bool stopping_ = false;
  int running_ = 0;
  bool sharing_ = false;     // what is appended now is read back
  bool suspicious_ = false;  // an append was refused: look at the log before anything else
  // Of the inbox, rows up to sent_ have been appended, and are read back at seq sent_until_ at the
  // latest.
  std::int64_t sent_ = 0;
  Seq sent_until_ = 0;
  std::uint64_t attempts_ = 0;
  Instant well_at_;            // when it was last seen that the log is followed
  std::optional<Seq> odd_at_;  // the seq after which the stream did not go on from the copy
  std::shared_ptr<io::OneShotEvent> news_ = std::make_shared<io::OneShotEvent>();

  mutable std::mutex status_mutex_;
  Status status_;
};

}  // namespace dealbell::redis
