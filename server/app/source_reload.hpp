#pragma once

#include <string>
#include <vector>

#include "app/source_watch.hpp"
#include "app/sources.hpp"

namespace dealbell::app {

// Tells every mistake in the settings file; false when there is one.
bool tell_mistakes(const std::string& file, const std::vector<Error>& errors);

std::vector<WatchedSource> watched(const SourceList& sources);

// The settings file's sources as they stand there now, their secrets and mappings too. With a
// mistake in it nothing changes.
void reload_sources(const std::string& file, Sources& sources, SourceWatch& watch);

}  // namespace dealbell::app
