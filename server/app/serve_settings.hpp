#pragma once

#include <optional>
#include <string>

#include "app/webhooks/sources.hpp"
#include "ops/config.hpp"
#include "redis/url.hpp"

namespace dealbell::app {

// The settings that `serve` needs beyond ops::Config, checked before anything is opened.
struct ServeSettings {
  ops::HostPort listen;
  int connections_max = 0;  // as configured, or fewer when the system allows fewer open files
  std::string data_dir;     // the demo has one of its own
  std::string web_dir;      // empty: no pages are served
  SourceList sources;
  bool shared_log = false;
  std::optional<redis::Url> redis;  // absent when neither the mirror nor the log is in Redis
};

// Checks what the text of the settings alone cannot show: directories, secrets, mappings, and
// combinations that exclude each other. Raises this process' limit on open files. Prints hints and
// mistakes to stderr; nullopt after a mistake, for which the exit code is 2.
std::optional<ServeSettings> check_settings(const ops::Config& config);

}  // namespace dealbell::app
