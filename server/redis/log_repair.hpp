#pragma once

#include "redis/log_server.hpp"
#include "redis/node_copy.hpp"

namespace dealbell::redis {

// What a node does when Redis has another log than the one it follows.
//
// A record that was acknowledged is on the disk of the node that acknowledged it, in its inbox or
// in its copy of the log. Whatever a new log leaves out therefore comes again: every node takes
// back from its copy what is not in the new log and appends it there.

// How many records a new log begins with at most, so that other nodes can go on without another's
// copy: some seconds of a busy office, and some 40 MB of Redis.
inline constexpr Seq fill_max = 100'000;

// The last seq up to which both have the same records; nullopt when they differ in what is no
// longer in the stream. `standing` is what `copy` was told last.
LogServer::Answer<std::optional<Seq>> common_prefix(LogServer& server, NodeCopy& copy,
                                                    LogComparison compare);

// The log in Redis has a greater number: the copy becomes the beginning of it.
LogServer::Answer<> adopt(LogServer& server, NodeCopy& copy, LogComparison compare);

// The log in Redis is gone, or not what it was: a new one, with the next number, of what is there
// and what this copy has. The longer one of two that differ stays, so that fewer records change
// their places. Does nothing when another node is faster. `filler` names this attempt.
LogServer::Answer<> declare(LogServer& server, NodeCopy& copy, LogComparison compare,
                            std::string filler);

}  // namespace dealbell::redis
