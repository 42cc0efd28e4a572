#pragma once

#include "app/cluster/cluster_node.hpp"
#include "app/mirror/mirror.hpp"
#include "app/office/office.hpp"
#include "app/office/snapshots.hpp"
#include "app/webhooks/source_monitor.hpp"
#include "ops/config.hpp"
#include "redis/url.hpp"

namespace dealbell::app {

// The options of each part, made from the settings.
store::Options ledger_options(const ops::Config& config);
SourceMonitorOptions monitor_options(const ops::Config& config);
Snapshots::Interval snapshot_interval(const ops::Config& config);
Mirror::Options mirror_options(const ops::Config& config, redis::Url url);
// Blocks while the office's ledger is asked for its position.
Result<ClusterNode::Options> cluster_options(Office& office, const ops::Config& config,
                                             redis::Url url);

}  // namespace dealbell::app
