#pragma once

#include "redis/log_server.hpp"
#include "redis/node_copy.hpp"

namespace dealbell::redis {

// What a node does when the log in Redis is not the one it follows.
//
// An acknowledged record is on the disk of the node that acknowledged it, in its inbox or in its
// copy of the log. So nothing is lost when a new log leaves records out: every node moves what the
// new log does not have back from its copy into its inbox, and appends it again.

// A new log starts with at most this many records, so that other nodes can follow it without
// copying from this one: some seconds of a busy office, and some 40 MB of Redis.
inline constexpr Seq fill_max = 100'000;

// The last seq up to which both have the same records; nullopt when they differ in what the stream
// no longer has. `comparison` is the latest comparison with `copy`.
LogServer::Answer<std::optional<Seq>> common_prefix(LogServer& server, NodeCopy& copy,
                                                    LogComparison comparison);

// The log in Redis has a greater number: rolls the copy back to the part that both have.
LogServer::Answer<> adopt(LogServer& server, NodeCopy& copy, LogComparison comparison);

// The log in Redis is missing or was changed: starts a new one with the next number from what is in
// Redis and in this copy. Where the two differ the longer side stays, so that fewer records get
// another place. Does nothing when another node is faster. `filler` identifies this attempt.
LogServer::Answer<> declare(LogServer& server, NodeCopy& copy, LogComparison comparison,
                            std::string filler);

}  // namespace dealbell::redis
