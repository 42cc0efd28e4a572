#include "app/serve.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <iostream>

#include "app/serve_settings.hpp"
#include "app/serve_signals.hpp"
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

}  // namespace

int serve(const ops::Config& config, const std::string& build) {
  ServeSignals signals;
  auto settings = check_settings(config);
  if (!settings) return exit_usage;
  ServerParts parts(config, std::move(*settings), build);
  if (const auto started = parts.start(); !started) return start_failed(started.error());

  // Before the address is announced: a program that waits for it may send a signal at once.
  auto& main_loop = parts.main_loop();
  const auto until_stopped = asio::make_work_guard(main_loop);
  signals.running(
      {[&] { main_loop.stop(); }, [&] { asio::post(main_loop, [&] { parts.reload_sources(); }); }});
  parts.announce();
  main_loop.run();

  signals.stopping();
  log_info("stopping");
  parts.stop();
  return parts.failed() ? exit_failure : 0;
}

}  // namespace dealbell::app
