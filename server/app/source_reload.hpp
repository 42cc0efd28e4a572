#pragma once

#include <string>
#include <vector>

#include "app/webhooks/source_monitor.hpp"
#include "app/webhooks/sources.hpp"

namespace dealbell::app {

// Tells every mistake in the settings file; false when there is one.
bool print_errors(const std::string& file, const std::vector<Error>& errors);

std::vector<MonitoredSource> watched(const SourceList& sources);

// The settings file's sources as they stand there now, their secrets and mappings too. With a
// mistake in it nothing changes.
void reload_sources(const std::string& file, Sources& sources, SourceMonitor& watch);

}  // namespace dealbell::app
