#pragma once

#include <string>
#include <vector>

#include "app/office/office.hpp"
#include "app/webhooks/source_monitor.hpp"
#include "app/webhooks/sources.hpp"

namespace dealbell::app {

// Logs every mistake in a settings file. Returns whether there was none.
bool log_errors(const std::string& file, const std::vector<Error>& errors);

std::vector<MonitoredSource> monitored_sources(const SourceList& sources);

// Whom the rejected box is divided among: the sources, and whoever posts our own events.
std::vector<std::string> rejected_senders(const SourceList& sources);

// Replaces the sources by those that the settings file has now, with their secrets and mappings.
// If there is any mistake in it, nothing changes. Every outcome is logged.
void reload_sources(const std::string& file, Sources& sources, SourceMonitor& monitor,
                    Office& office);

}  // namespace dealbell::app
