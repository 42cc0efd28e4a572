#include "app/api/server_options.hpp"

#include <unistd.h>

#include <algorithm>
#include <thread>

#include "app/api/hooks.hpp"
#include "app/api/routes.hpp"
#include "app/live/live_protocol.hpp"
#include "base/ascii.hpp"
#include "io/clock.hpp"

namespace dealbell::app {
namespace {

// HOST[:PORT] of "https://HOST[:PORT]".
std::string public_host(const ops::Config& config) {
  const auto colon = config.public_url.find("://");
  return colon == std::string::npos ? "" : config.public_url.substr(colon + 3);
}

std::string without_port(const std::string& host) {
  return host.substr(0, host.find(':', host.starts_with('[') ? host.find(']') : 0));
}

std::vector<std::string> own_names(const ops::Config& config) {
  auto names = config.allowed_hosts;
  names.push_back("localhost");
  if (!config.public_url.empty()) names.push_back(without_port(public_host(config)));
  char buffer[256] = {};
  if (config.lan && ::gethostname(buffer, sizeof buffer - 1) == 0) {
    const std::string name = buffer;
    const auto first = name.substr(0, name.find('.'));
    names.insert(names.end(), {name, first, first + ".local"});
  }
  return names;
}

}  // namespace

int network_threads() {
  return static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
}

net::ServerOptions server_options(const ops::HostPort& listen, const ops::Config& config,
                                  ApiContext& api, UnreadRequestLog& unread_requests) {
  auto& access = api.access;
  net::ServerOptions options;
  options.host = listen.host;
  options.port = listen.port;
  options.shards = network_threads();
  options.routes = routes(api);
  options.guard = [&access](const net::Request& request) {
    return access.check(request, io::now());
  };
  options.live_guard = [&access](const net::Request& request) {
    return access.check_live(request);
  };
  options.refused = [&unread_requests, &api](const net::Request& head,
                                             const net::Response& answer) {
    unread_requests.record(head, answer);
    record_unread_hook(api, head, answer);
  };
  options.static_dir = api.web_dir;
  options.allowed_hosts = own_names(config);
  options.public_host = public_host(config);
  options.live = live_protocol(api.build);
  options.live.limits.per_address = config.screens_per_address;
  options.live.limits.stuck_after = std::chrono::seconds(config.stuck_after_s);
  return options;
}

}  // namespace dealbell::app
