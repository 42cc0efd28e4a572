#include "app/source_reload.hpp"

#include "app/system/files.hpp"
#include "base/log.hpp"

namespace dealbell::app {

bool print_errors(const std::string& file, const std::vector<Error>& errors) {
  for (const auto& e : errors) log_error(file + ": " + e.pointer + ": " + e.message);
  return errors.empty();
}

std::vector<MonitoredSource> watched(const SourceList& sources) {
  std::vector<MonitoredSource> all;
  for (const auto& [id, source] : sources) all.push_back({id, source.title});
  return all;
}

void reload_sources(const std::string& file, Sources& sources, SourceMonitor& watch) {
  const auto text = read_file(file);
  if (!text) return log_error("the sources stay as they are: " + text.error().message);
  auto reading = ops::read_config(*text);
  reading.config.file = file;
  auto loading = load_sources(reading.config);
  const bool well = print_errors(file, reading.errors) && print_errors(file, loading.errors);
  if (!well) return log_error("the sources stay as they are");
  watch.configure(watched(loading.sources));
  sources.replace(std::move(loading.sources));
  log_info("the sources are read again");
}

}  // namespace dealbell::app
