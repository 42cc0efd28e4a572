#pragma once

#include "app/cluster/cluster_node.hpp"
#include "app/mirror/mirror.hpp"
#include "app/office/office.hpp"
#include "app/webhooks/source_monitor.hpp"
#include "ops/config.hpp"
#include "redis/url.hpp"

namespace dealbell::app {

// What the settings mean to the parts of the server.
SourceMonitorOptions watch_options(const ops::Config& config);
Mirror::Options mirror_options(const ops::Config& config, redis::Url url);
// Asks the office's ledger where it stands, and waits for the answer.
Result<ClusterNode::Options> sharing_options(Office& office, const ops::Config& config,
                                             redis::Url url);

}  // namespace dealbell::app
