#include "app/serve_signals.hpp"

#include <csignal>
#include <cstdlib>
#include <utility>

#include "base/log.hpp"

namespace dealbell::app {
namespace {

// Without destructors: other threads are in the middle of something, as in a power failure.
[[noreturn]] void end_at_once() { std::_Exit(EXIT_SUCCESS); }

// By the signal itself, which tells a service manager that it was asked for.
[[noreturn]] void end_by(int signal) {
  std::signal(signal, SIG_DFL);
  std::raise(signal);
  std::_Exit(EXIT_FAILURE);  // process 1 of a container has no default action
}

}  // namespace

ServeSignals::ServeSignals() {
  std::signal(SIGPIPE, SIG_IGN);
  stop_signals_.add(SIGINT);
  stop_signals_.add(SIGTERM);
  reload_signals_.add(SIGHUP);
  wait_for_stop();
  wait_for_reload();
  loop_.start("signals");
}

ServeSignals::~ServeSignals() { loop_.stop(); }

void ServeSignals::running(Actions actions) {
  const std::lock_guard lock(mutex_);
  phase_ = Phase::running;
  actions_ = std::move(actions);
  if (reload_later_) actions_.reload();
}

void ServeSignals::stopping() {
  const std::lock_guard lock(mutex_);
  phase_ = Phase::stopping;
}

void ServeSignals::wait_for_stop() {
  stop_signals_.async_wait([this](boost::system::error_code ec, int signal) {
    if (ec) return;
    on_stop(signal);
    wait_for_stop();
  });
}

void ServeSignals::wait_for_reload() {
  reload_signals_.async_wait([this](boost::system::error_code ec, int) {
    if (ec) return;
    on_reload();
    wait_for_reload();
  });
}

void ServeSignals::on_stop(int signal) {
  const std::lock_guard lock(mutex_);
  if (phase_ == Phase::stopping) end_by(signal);
  if (phase_ == Phase::starting) {
    log_info("stopping before the start was complete");
    end_at_once();
  }
  phase_ = Phase::stopping;
  actions_.stop();
}

void ServeSignals::on_reload() {
  const std::lock_guard lock(mutex_);
  if (phase_ == Phase::starting) reload_later_ = true;
  if (phase_ == Phase::running) actions_.reload();
}

}  // namespace dealbell::app
