#pragma once

#include <optional>
#include <string>

#include "base/time.hpp"
#include "redis/reconnecting_client.hpp"
#include "redis/shared_log.hpp"
#include "store/ledger.hpp"

namespace dealbell::app {

// How a node stands to the log that it shares, for health pages.
struct ClusterStatus {
  std::string node;
  redis::SharedLog::Status log;
  redis::ClientState link;
  store::InboxSize inbox;
};

// Whether a proxy may send people here: what others took is shown, or cannot be got anywhere.
bool ready(const redis::SharedLog::Status& log);

// Since when events of other nodes may be missing; not for a moment that nobody would see.
std::optional<Instant> unshared_since(const redis::SharedLog::Status& log, Instant now);

}  // namespace dealbell::app
