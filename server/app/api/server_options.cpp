#include "app/api/server_options.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <thread>

#include "app/api/hooks.hpp"
#include "app/api/routes.hpp"
#include "app/live/live_protocol.hpp"
#include "base/ascii.hpp"
#include "base/log.hpp"
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

// The configured number, or what the system's limit on open files leaves for connections.
int connections_max(const ops::Config& config) {
  constexpr rlim_t other_files = 64;
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return config.connections_max;
  files.rlim_cur = files.rlim_max;  // the soft limit is only a default
  ::setrlimit(RLIMIT_NOFILE, &files);
  ::getrlimit(RLIMIT_NOFILE, &files);
  const auto available =
      files.rlim_cur > 2 * other_files ? files.rlim_cur - other_files : other_files;
  if (available >= static_cast<rlim_t>(config.connections_max)) return config.connections_max;
  log_warning("at most " + std::to_string(available) +
              " connections: the system does not allow more open files");
  return static_cast<int>(available);
}

}  // namespace

net::ServerOptions server_options(const ops::HostPort& listen, const ops::Config& config,
                                  ApiContext& api, UnreadRequestLog& unread_requests) {
  auto& access = api.access;
  net::ServerOptions options;
  options.host = listen.host;
  options.port = listen.port;
  options.shards = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
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
  options.connections_max = connections_max(config);
  options.live = live_protocol(api.build);
  options.live.limits.per_address = config.screens_per_address;
  options.live.limits.stuck_after = std::chrono::seconds(config.stuck_after_s);
  return options;
}

}  // namespace dealbell::app
