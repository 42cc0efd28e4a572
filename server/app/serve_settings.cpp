#include "app/serve_settings.hpp"

#include <filesystem>
#include <iostream>

#include "app/api/server_options.hpp"
#include "app/source_reload.hpp"
#include "app/system/files.hpp"
#include "app/system/open_files.hpp"
#include "app/system/redis_url.hpp"
#include "base/log.hpp"

namespace dealbell::app {
namespace {

std::nullopt_t usage_error(const std::string& message) {
  std::cerr << "dealbell: " << message << "\n";
  return std::nullopt;
}

}  // namespace

std::optional<ServeSettings> check_settings(const ops::Config& config) {
  ServeSettings settings;
  const auto listen = ops::parse_listen(config.listen);
  if (!listen) return usage_error(listen.error().message);
  settings.listen = *listen;
  if (config.lan) settings.listen.host = "0.0.0.0";
  const auto connections = connections_within_limit(config.connections_max, network_threads());
  if (!connections) return usage_error(connections.error().message);
  settings.connections_max = *connections;
  if (*connections < config.connections_max)
    log_warning("at most " + std::to_string(*connections) +
                " connections: the system does not allow more open files");
  settings.data_dir = config.demo ? config.data + "/demo" : config.data;
  settings.web_dir = find_web_dir(config.web);
  if (!config.web.empty() && !std::filesystem::exists(settings.web_dir + "/wall.html"))
    return usage_error("there are no pages in " + settings.web_dir);
  if (settings.web_dir.empty())
    log_warning("no pages found: build them with web-static/build.mjs and pass --web DIR");

  settings.shared_log = config.log == "redis";
  const bool uses_redis = config.redis.mirror || settings.shared_log;
  if (config.demo && !config.sources.empty())
    return usage_error("the demo cannot have sources: remove them, or run without --demo");
  if (config.demo && uses_redis)
    return usage_error("the demo cannot use Redis: remove it, or run without --demo");
  auto loading = load_sources(config);
  if (!log_errors(config.file, loading.errors)) return std::nullopt;
  settings.sources = std::move(loading.sources);

  if (const auto hint = idle_redis(config); !hint.empty()) log_warning(hint);
  if (uses_redis) {
    auto url = redis_url(config);
    if (!url) return usage_error(url.error().message);
    settings.redis = std::move(*url);
  }
  return settings;
}

}  // namespace dealbell::app
