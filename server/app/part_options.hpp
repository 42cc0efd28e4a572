#pragma once

#include "app/mirror.hpp"
#include "app/office.hpp"
#include "app/sharing.hpp"
#include "app/source_watch.hpp"
#include "ops/config.hpp"
#include "redis/url.hpp"

namespace dealbell::app {

// What the settings mean to the parts of the server.
SourceWatchOptions watch_options(const ops::Config& config);
Mirror::Options mirror_options(const ops::Config& config, redis::Url url);
// Asks the office's ledger where it stands, and waits for the answer.
Result<Sharing::Options> sharing_options(Office& office, const ops::Config& config, redis::Url url);

}  // namespace dealbell::app
