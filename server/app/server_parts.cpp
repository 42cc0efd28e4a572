#include "app/server_parts.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>
#include <filesystem>
#include <future>
#include <iostream>

#include "app/api/metric_labels.hpp"
#include "app/api/server_options.hpp"
#include "app/auth/admin_token.hpp"
#include "app/component_options.hpp"
#include "app/figure_changes.hpp"
#include "app/live/boards.hpp"
#include "app/office/office_change.hpp"
#include "app/source_reload.hpp"
#include "app/system/addresses.hpp"
#include "app/system/files.hpp"
#include "base/log.hpp"
#include "io/clock.hpp"

namespace dealbell::app {
namespace {

namespace asio = boost::asio;

// For beats. A source without any delivery yet is left out.
std::vector<wire::SourceState> source_states(const SourceMonitor& monitor, Instant now) {
  std::vector<wire::SourceState> states;
  for (const auto& source : monitor.health(now))
    if (source.health.last)
      states.push_back(
          {source.id, *source.health.last, std::string(intake::word_of(source.health.state))});
  return states;
}

// Runs a function on the loop and waits for it.
template <class Function>
void run_and_wait(io::Loop& loop, Function function) {
  std::promise<void> done;
  asio::post(loop.context(), [&] {
    function();
    done.set_value();
  });
  done.get_future().wait();
}

}  // namespace

ServerParts::ServerParts(const ops::Config& config, ServeSettings settings, std::string build)
    : config_(config), settings_(std::move(settings)), build_(std::move(build)) {}

// After a failed start the office still runs: its hooks must not be called while the parts they
// refer to are destroyed.
ServerParts::~ServerParts() {
  if (cluster_) cluster_->halt();
  if (office_) office_->stop();
}

Result<> ServerParts::start() {
  if (auto opened = open_office(); !opened) return opened;
  build_parts();
  if (settings_.shared_log)
    if (auto joined = join_cluster(); !joined) return joined;
  if (auto listening = start_server(); !listening) return listening;
  start_publishing();
  return {};
}

// The demo on loopback may be read without a token.
bool ServerParts::open_reading() const {
  return config_.demo && is_loopback(settings_.listen.host);
}

// Until start() is done, parts that are not built yet are skipped: the demo's history is submitted
// while there is only the office.
OfficeHooks ServerParts::office_hooks() {
  OfficeHooks hooks;
  hooks.changed = [this] {
    if (publisher_) publisher_->touch();
    if (snapshots_) snapshots_->touch();
    if (mirror_) mirror_->touch();
  };
  hooks.committed = [this](const Ingest::Commit& commit) {
    if (cluster_) cluster_->wake();
    if (!metrics_) return;
    metrics_->committed(commit.took);
    metrics_->events_accepted(commit.accepted);
    metrics_->events_duplicate(commit.duplicates);
  };
  hooks.rejected = [this](std::size_t count) {
    if (metrics_) metrics_->events_rejected(count);
  };
  hooks.disk_failed = [this](const Error& e) {
    stop_main_loop("writing to the ledger failed: " + e.message);
  };
  hooks.queued = [this] {
    if (cluster_) cluster_->wake();
  };
  hooks.log_reachable = [this] {
    return !cluster_ || cluster_->log_status().state == redis::SharedLog::State::sharing;
  };
  hooks.record_format = [this] {
    return cluster_ ? cluster_->log_status().format : int{format_first};
  };
  return hooks;
}

Result<> ServerParts::open_office() {
  const auto& data = settings_.data_dir;
  const std::string node = settings_.shared_log ? config_.redis.node : "";
  auto office = Office::open(data, node, office_hooks(), ledger_options(config_));
  if (!office) return office.error();
  office_ = std::move(*office);
  figure_change_ = compare_figures(*office_, data);
  if (auto loaded = load_access(); !loaded) return loaded;
  if (!config_.demo) return {};
  demo_.emplace(*office_, config_.demo_seed, config_.demo_rate);
  return demo_->load_history();
}

Result<> ServerParts::load_access() {
  struct Stored {
    std::vector<store::Token> tokens;
    std::vector<store::Device> devices;
  };
  auto read = [](store::Ledger& ledger) -> Result<Stored> {
    auto tokens = ledger.tokens();
    if (!tokens) return tokens.error();
    auto devices = ledger.devices();
    if (!devices) return devices.error();
    return Stored{std::move(*tokens), std::move(*devices)};
  };
  auto& context = office_->loop().context();
  const auto stored = asio::co_spawn(context, office_->with_ledger(read), asio::use_future).get();
  if (!stored) return stored.error();
  access_.emplace(
      stored->tokens, stored->devices, open_reading(), config_.public_url,
      [this](const store::Device& device) { store_renewal(device); }, io::now());
  const auto admin = asio::co_spawn(context, admin_token(), asio::use_future).get();
  if (!admin) return admin.error();
  admin_token_id_ = *admin;
  return {};
}

boost::asio::awaitable<Result<std::string>> ServerParts::admin_token() {
  const auto name = office_->is_shared() ? "admin of " + config_.redis.node : "admin";
  return ensure_admin_token(*office_, *access_, settings_.data_dir, name);
}

void ServerParts::store_renewal(const store::Device& device) {
  const auto stored = [this, device](std::exception_ptr, const Result<>& done) {
    if (done) return;
    log_warning("the device " + device.id + " was not renewed: " + done.error().message);
    access_->credentials().undo_renewal(device, io::now());
  };
  asio::co_spawn(office_->loop().context(), office_->commit(change_of(device)), stored);
}

void ServerParts::build_parts() {
  const auto& sales = office_->sales_on_loop();
  const auto state_loop = office_->loop().get_executor();
  metrics_.emplace(build_, metric_labels());
  monitor_.emplace(settings_.data_dir, *metrics_, monitor_options(config_));
  monitor_->configure(monitored_sources(settings_.sources));
  office_->set_rejected_senders(rejected_senders(settings_.sources));
  sources_.emplace(std::move(settings_.sources));
  publisher_.emplace(
      sales, state_loop,
      [this](const core::SalesState& current) { return boards(current, config_); }, beat_extras());
  if (config_.redis.mirror)
    mirror_.emplace(sales, state_loop, mirror_options(config_, *settings_.redis));
  api_.reset(new ApiContext{*office_, *publisher_, *access_, *sources_, *monitor_, *metrics_});
  api_->web_dir = settings_.web_dir;
  api_->data_dir = settings_.data_dir;
  api_->build = build_;
  api_->figure_change = figure_change_;
  api_->login_url = [this](const std::string& code) { return login_link(code); };
  api_->admin_token = [this] { return admin_token(); };
  api_->mirror = mirror_ ? &*mirror_ : nullptr;
  unread_requests_.emplace(*office_);
  snapshots_.emplace(*office_, settings_.data_dir, snapshot_interval(config_));
}

Publisher::BeatExtras ServerParts::beat_extras() {
  return {[this](Instant now) { return source_states(*monitor_, now); },
          [this](Instant now) {
            return cluster_ ? unshared_since(cluster_->log_status(), now) : std::nullopt;
          }};
}

Result<> ServerParts::join_cluster() {
  auto options = cluster_options(*office_, config_, *settings_.redis);
  if (!options) return options.error();
  ClusterNode::Hooks hooks{
      [this](const wire::OfficeChange& change) { access_->apply(change, io::now()); },
      [this](const Error& e) { stop_main_loop("the shared log: " + e.message); }};
  cluster_.emplace(*office_, std::move(*options), std::move(hooks));
  cluster_->start();
  api_->cluster = &*cluster_;
  return {};
}

Result<> ServerParts::start_server() {
  auto options = server_options(settings_.listen, config_, *api_, *unread_requests_);
  options.connections_max = settings_.connections_max;
  // Where open files are few, refusals must not use up those of the ledger.
  if (settings_.connections_max < config_.connections_max) options.refusing_max = 4;
  auto server = net::Server::start(std::move(options));
  if (!server) return server.error();
  server_.emplace(std::move(*server));
  api_->server = &*server_;
  return {};
}

void ServerParts::start_publishing() {
  run_and_wait(office_->loop(), [this] {
    publisher_->start([this](auto publication) { server_->publish(std::move(publication)); });
    if (mirror_) mirror_->start();
  });
  if (demo_) asio::co_spawn(main_loop_, demo_->run(), asio::detached);
}

std::string ServerParts::login_link(const std::string& code) const {
  // With every interface, the link is for another device: a TV cannot open a loopback address.
  const auto& host = settings_.listen.host;
  const bool every_interface = host == "0.0.0.0";
  return url_of(every_interface ? lan_address() : host, server_->port()) + "/login#code=" + code;
}

void ServerParts::announce() {
  const auto& host = settings_.listen.host;
  const auto port = server_->port();
  const bool every_interface = host == "0.0.0.0";
  const auto local_url = url_of(every_interface ? "127.0.0.1" : host, port);
  const auto written = write_private_file(address_path(settings_.data_dir), local_url + "\n");
  if (!written) log_warning("other commands will not find this server: " + written.error().message);
  std::cout << "listening on " << url_of(host, port) << "\n";
  if (!open_reading()) {
    const auto code = access_->login_codes().create(admin_token_id_, io::now());
    std::cout << "log in (10 minutes): " << login_link(code) << "\n";
  }
  std::cout << std::flush;
}

void ServerParts::reload_sources() {
  if (!config_.file.empty()) app::reload_sources(config_.file, *sources_, *monitor_, *office_);
}

// From any thread.
void ServerParts::stop_main_loop(std::string why) {
  asio::post(main_loop_, [this, why = std::move(why)] {
    log_error("stopping: " + why);
    failed_ = true;
    main_loop_.stop();
  });
}

void ServerParts::stop() {
  constexpr std::chrono::seconds requests_within{5}, inbox_within{2};
  api_->draining = true;
  std::filesystem::remove(address_path(settings_.data_dir));
  server_->stop(requests_within);
  if (cluster_) cluster_->stop(inbox_within);
  run_and_wait(office_->loop(), [this] {
    publisher_->stop();
    if (mirror_) mirror_->stop();
  });
  if (!failed_) {  // a disk that failed gets no further writes
    asio::co_spawn(office_->loop().context(), snapshots_->take_last(), asio::use_future).get();
    keep_figures(*office_, settings_.data_dir, figure_change_);
  }
  // Both must stop before the server is destroyed: handlers in it may be waiting for them.
  monitor_->stop();
  office_->stop();
}

}  // namespace dealbell::app
