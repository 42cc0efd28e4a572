#include "app/source_reload.hpp"

#include "app/system/files.hpp"
#include "base/log.hpp"

namespace dealbell::app {

bool log_errors(const std::string& file, const std::vector<Error>& errors) {
  for (const auto& e : errors) log_error(file + ": " + e.pointer + ": " + e.message);
  return errors.empty();
}

std::vector<MonitoredSource> monitored_sources(const SourceList& sources) {
  std::vector<MonitoredSource> monitored;
  for (const auto& [id, source] : sources) monitored.push_back({id, source.title});
  return monitored;
}

std::vector<std::string> rejected_senders(const SourceList& sources) {
  std::vector<std::string> senders{std::string(native_source)};
  for (const auto& [id, source] : sources) senders.push_back(id);
  return senders;
}

void reload_sources(const std::string& file, Sources& sources, SourceMonitor& monitor,
                    Office& office) {
  const auto text = read_file(file);
  if (!text) return log_error("the sources were not changed: " + text.error().message);
  auto reading = ops::read_config(*text);
  reading.config.file = file;
  auto loading = load_sources(reading.config);
  const bool valid = log_errors(file, reading.errors) && log_errors(file, loading.errors);
  if (!valid) return log_error("the sources were not changed");
  monitor.configure(monitored_sources(loading.sources));
  office.set_rejected_senders(rejected_senders(loading.sources));
  sources.replace(std::move(loading.sources));
  log_info("the sources were read again");
}

}  // namespace dealbell::app
