#pragma once

#include <string>

namespace dealbell::redis {

// What the shared log does in Redis, as Lua: each script is one atomic step. Needs Redis 5 or newer
// (scripts are replicated by their effects).
//
//   …:log     stream, ids SEQ-0; fields h (chain), s (source), i (event id), t (received_at), b
//   (body) …:meta    hash: log (number), n (newest seq), h (its chain), w (ids are remembered from
//   here),
//             f and u (who fills it, until when in ms)
//   …:ids:0 …:ids:1  hashes: the ids of the newest 50,000 to 100,000 records → seq
//   …:nodes   hash: node → "SEQ MS", where its copy ends and when it said so
//   …:copies  hash: node → the seq it wants next; …:copy:NODE list of records on their way to it
struct LogScripts {
  std::string compare, append, begin, fill, finish, register_node, enrolled, want, take,
      want_no_more, give;
};
const LogScripts& log_scripts();

}  // namespace dealbell::redis
