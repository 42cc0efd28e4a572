#include "app/serve.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <csignal>
#include <iostream>

#include "app/serve_settings.hpp"
#include "app/server_parts.hpp"
#include "base/log.hpp"

namespace dealbell::app {
namespace {

namespace asio = boost::asio;

constexpr int exit_failure = 1, exit_usage = 2;

int start_failed(const Error& e) {
  std::cerr << "dealbell: " << e.message << "\n";
  return e.code == Errc::usage ? exit_usage : exit_failure;
}

asio::awaitable<void> reload_on(asio::signal_set& hang_up, ServerParts& parts) {
  for (;;) {
    co_await hang_up.async_wait(asio::use_awaitable);
    parts.reload_sources();
  }
}

}  // namespace

int serve(const ops::Config& config, const std::string& build) {
  auto settings = check_settings(config);
  if (!settings) return exit_usage;
  ServerParts parts(config, std::move(*settings), build);
  if (const auto started = parts.start(); !started) return start_failed(started.error());

  // Before the address is announced: a program that waits for it may send a signal at once.
  auto& main_loop = parts.main_loop();
  asio::signal_set stop_signals(main_loop, SIGINT, SIGTERM);
  stop_signals.async_wait([&](boost::system::error_code ec, int) {
    if (!ec) main_loop.stop();
  });
  asio::signal_set hang_up(main_loop, SIGHUP);
  asio::co_spawn(main_loop, reload_on(hang_up, parts), asio::detached);
  parts.announce();
  main_loop.run();

  // From here on a second signal has its default action and ends the process.
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
  log_info("stopping");
  parts.stop();
  return parts.failed() ? exit_failure : 0;
}

}  // namespace dealbell::app
