#pragma once

#include <optional>
#include <string>

#include "base/time.hpp"
#include "redis/reconnecting_client.hpp"
#include "redis/shared_log.hpp"
#include "store/ledger.hpp"

namespace dealbell::app {

// The state of this process as a node of a shared log, for /api/v1/redis and metrics.
struct ClusterStatus {
  std::string node;
  redis::SharedLog::Status log;
  redis::ClientState client;
  store::InboxSize inbox;
};

// Whether a proxy may send requests to this node: it shows what the other nodes accepted, or no
// node can get that at the moment.
bool ready(const redis::SharedLog::Status& log);

// Since when events of other nodes may be missing here; nullopt when none are, or only for so short
// a time that no viewer would notice.
std::optional<Instant> unshared_since(const redis::SharedLog::Status& log, Instant now);

}  // namespace dealbell::app
