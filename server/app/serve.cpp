#include "app/serve.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <future>
#include <iostream>
#include <thread>

#include "app/api/context.hpp"
#include "app/api/metric_labels.hpp"
#include "app/api/server_options.hpp"
#include "app/api/unread_request_log.hpp"
#include "app/auth/access.hpp"
#include "app/auth/admin_token.hpp"
#include "app/cluster/cluster_node.hpp"
#include "app/component_options.hpp"
#include "app/live/boards.hpp"
#include "app/live/publisher.hpp"
#include "app/mirror/mirror.hpp"
#include "app/office/demo_driver.hpp"
#include "app/office/office.hpp"
#include "app/office/snapshots.hpp"
#include "app/source_reload.hpp"
#include "app/system/addresses.hpp"
#include "app/system/files.hpp"
#include "app/system/redis_url.hpp"
#include "base/log.hpp"
#include "io/clock.hpp"
#include "net/server/server.hpp"

namespace dealbell::app {
namespace {

namespace asio = boost::asio;

int fail(const Error& e) {
  std::cerr << "dealbell: " << e.message << "\n";
  return e.code == Errc::usage ? 2 : 1;
}

// For beats; a sender that was never heard has no time to tell.
std::vector<wire::SourceState> states(const SourceMonitor& watch, Instant now) {
  std::vector<wire::SourceState> all;
  for (const auto& source : watch.health(now))
    if (source.health.last)
      all.push_back(
          {source.id, *source.health.last, std::string(intake::word_of(source.health.state))});
  return all;
}

// Runs something on the loop and waits for it.
template <class Do>
void run_there(io::Loop& loop, Do something) {
  std::promise<void> done;
  asio::post(loop.context(), [&] {
    something();
    done.set_value();
  });
  done.get_future().wait();
}

}  // namespace

int serve(const ops::Config& config, const std::string& build) {
  auto listen = ops::parse_listen(config.listen);
  if (!listen) return fail(listen.error());
  if (config.lan) listen->host = "0.0.0.0";
  const auto data = config.demo ? config.data + "/demo" : config.data;
  const auto web = find_web_dir(config.web);
  if (!config.web.empty() && !std::filesystem::exists(web + "/wall.html"))
    return fail(error(Errc::usage, "there are no pages in " + web));
  if (web.empty())
    log_warning("no pages found: build them with web-static/build.mjs and say --web DIR");

  if (config.demo && !config.sources.empty())
    return fail(error(Errc::usage, "the demo takes no real sources: leave out one of the two"));
  const bool shared = config.log == "redis";
  if (config.demo && (config.redis.mirror || shared))
    return fail(error(Errc::usage, "the demo keeps to itself: leave out Redis or the demo"));
  auto loading = load_sources(config);
  if (!print_errors(config.file, loading.errors)) return 2;

  if (const auto advice = idle_redis(config); !advice.empty()) log_warning(advice);
  std::optional<redis::Url> redis;
  if (config.redis.mirror || shared) {
    auto url = redis_url(config);
    if (!url) return fail(url.error());
    redis = std::move(*url);
  }

  // In order of dependence; on the way out each goes before what it leans on.
  const auto office = Office::open(data, shared ? config.redis.node : "");
  if (!office) return fail(office.error());
  auto& loop = (*office)->loop();
  const auto tokens = asio::co_spawn(loop.context(), (*office)->tokens(), asio::use_future).get();
  if (!tokens) return fail(tokens.error());
  const bool open_reading = config.demo && is_loopback(listen->host);
  Access access(*tokens, open_reading);
  if (const auto token =
          admin_token(**office, access, data, shared ? "admin of " + config.redis.node : "admin");
      !token)
    return fail(token.error());
  DemoDriver demo(**office, config.demo_seed, config.demo_rate);
  if (config.demo)
    if (const auto furnished = demo.furnish(); !furnished) return fail(furnished.error());
  ops::Metrics metrics(build, metric_labels());
  std::optional<ClusterNode> sharing;
  (*office)->on_commit([&](const Ingest::Commit& commit) {
    if (sharing) sharing->wake();
    metrics.committed(commit.took);
    metrics.events_accepted(commit.accepted);
    metrics.events_duplicate(commit.duplicates);
  });
  (*office)->on_rejected([&](std::size_t count) { metrics.events_rejected(count); });
  SourceMonitor watch(data, metrics, watch_options(config));
  watch.configure(watched(loading.sources));
  Sources sources(std::move(loading.sources));
  Publisher publisher(
      (*office)->sales_on_loop(), loop.get_executor(),
      [&](const core::SalesState& sales) { return boards(sales, config); },
      {[&](Instant now) { return states(watch, now); },
       [&](Instant now) { return sharing ? unshared_since(sharing->log(), now) : std::nullopt; }});
  std::optional<Mirror> mirror;
  if (config.redis.mirror)
    mirror.emplace((*office)->sales_on_loop(), loop.get_executor(), mirror_options(config, *redis));
  ApiContext services{**office, publisher, access, sources, watch,
                      metrics,  web,       data,   build,   "api"};
  services.mirror = mirror ? &*mirror : nullptr;
  UnreadRequestLog refusals(**office);

  asio::io_context main_loop;
  int exit_code = 0;
  Snapshots snapshots(**office, data,
                      {static_cast<std::uint64_t>(config.snapshot_events),
                       std::chrono::minutes(config.snapshot_minutes)});
  (*office)->on_change([&] {
    publisher.touch();
    snapshots.touch();
    if (mirror) mirror->touch();
  });
  const auto stop_for = [&](std::string why) {
    asio::post(main_loop, [&, why = std::move(why)] {
      log_error("stopping: " + why);
      exit_code = 1;
      main_loop.stop();
    });
  };
  (*office)->on_disk_lost(
      [&](const Error& e) { stop_for("writing to the ledger failed: " + e.message); });
  if (shared) {
    auto options = sharing_options(**office, config, *redis);
    if (!options) return fail(options.error());
    sharing.emplace(
        **office, std::move(*options),
        ClusterNode::Hooks{[&](const wire::OfficeChange& change) { access.follow(change); },
                           [&](const Error& e) { stop_for("the shared log: " + e.message); }});
    sharing->start();
    services.sharing = &*sharing;
    (*office)->ask_sharing(
        [&] { return sharing->log().state == redis::SharedLog::State::sharing; });
  }
  auto server = net::Server::start(server_options(*listen, config, services, refusals));
  if (!server) return fail(server.error());
  services.server = &*server;
  run_there(loop, [&] {
    publisher.start([&](auto publication) { server->publish(std::move(publication)); });
    if (mirror) mirror->start();
  });
  if (config.demo) asio::co_spawn(main_loop, demo.live(), asio::detached);

  // Before anybody is told that we listen: who knows may also ask us to stop.
  asio::signal_set signals(main_loop, SIGINT, SIGTERM);
  signals.async_wait([&](boost::system::error_code ec, int) {
    if (!ec) main_loop.stop();
  });
  asio::signal_set hang_up(main_loop, SIGHUP);
  auto reread = [&]() -> asio::awaitable<void> {
    for (;;) {
      co_await hang_up.async_wait(asio::use_awaitable);
      if (!config.file.empty()) reload_sources(config.file, sources, watch);
    }
  };
  asio::co_spawn(main_loop, reread(), asio::detached);
  const bool everywhere = listen->host == "0.0.0.0";
  const auto url = url_of(everywhere ? "127.0.0.1" : listen->host, server->port());
  if (const auto left = write_private_file(address_path(data), url + "\n"); !left)
    log_warning("other commands will not find this server: " + left.error().message);
  std::cout << "listening on " << url_of(listen->host, server->port()) << "\n";
  if (!open_reading)
    // From elsewhere, where everywhere is listened: a login on loopback is no use to a TV.
    std::cout << "log in (10 minutes): "
              << (everywhere ? url_of(lan_address(), server->port()) : url)
              << "/login#code=" << access.new_login_code(io::now()) << "\n";
  std::cout << std::flush;
  main_loop.run();

  // A second signal insists: the default action ends the process.
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
  log_info("stopping");
  services.draining = true;
  std::filesystem::remove(address_path(data));
  constexpr std::chrono::seconds grace{5}, share_last{2};
  server->stop(grace);
  if (sharing) sharing->stop(share_last);
  run_there(loop, [&] {
    publisher.stop();
    if (mirror) mirror->stop();
  });
  if (exit_code == 0)  // a disk that failed is left alone
    asio::co_spawn(loop.context(), snapshots.take_last(), asio::use_future).get();
  watch.stop();  // these two before the server and the handlers in it go
  (*office)->stop();
  return exit_code;
}

}  // namespace dealbell::app
