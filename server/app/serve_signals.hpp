#pragma once

#include <boost/asio/signal_set.hpp>
#include <functional>
#include <mutex>

#include "io/loop.hpp"

namespace dealbell::app {

// What SIGINT, SIGTERM and SIGHUP do from construction to the end of the process. They are handled
// on a thread of this object, so that a start that takes minutes does not delay them.
//
//                     while starting    while running   while stopping
//   SIGINT, SIGTERM   ends the process  stops           ends the process
//   SIGHUP            is remembered     reloads         does nothing
//
// A process that is starting has acknowledged nothing, so it ends at once, with exit code 0. One
// that is stopping ends by the signal.
//
// SIGPIPE is ignored: a log whose reader has gone must not end the server.
class ServeSignals {
 public:
  // Must not block.
  struct Actions {
    std::function<void()> stop, reload;
  };

  ServeSignals();
  ~ServeSignals();

  // The actions are called until stopping(), on another thread. A SIGHUP that came during the start
  // reloads now: the start may have read the settings before they were changed.
  void running(Actions actions);
  // No action is called after this returns.
  void stopping();

 private:
  void wait_for_stop();
  void wait_for_reload();
  void on_stop(int signal);
  void on_reload();

  std::mutex mutex_;
  enum class Phase { starting, running, stopping } phase_ = Phase::starting;
  bool reload_later_ = false;
  Actions actions_;
  io::Loop loop_;
  boost::asio::signal_set stop_signals_{loop_.context()}, reload_signals_{loop_.context()};
};

}  // namespace dealbell::app
