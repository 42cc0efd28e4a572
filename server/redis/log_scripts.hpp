#pragma once

#include <string>

namespace dealbell::redis {

// The shared log's operations in Redis, as Lua: each script is one atomic step. Needs Redis 5 or
// newer (scripts are replicated by their effects). Keys:
//
//   …:log     stream, ids SEQ-0; fields h (chain), s (source), i (event id), t (received_at),
//             b (body)
//   …:meta    hash: log (number), n (newest seq), h (its chain), w (ids are remembered from here),
//             f and u (who fills it, until when in ms)
//   …:ids:0 …:ids:1  hashes: the ids of the newest 50,000 to 100,000 records → seq
//   …:nodes   hash: node → "SEQ MS DISK": the end of its copy, when it registered, its disk
//   …:copies  hash: node → the next seq it needs; …:copy:NODE list of records on their way to it
struct LogScripts {
  std::string compare, append, begin, fill, finish, register_node, registered_nodes, request_copy,
      take_copy, end_copy, give_copy;
};
const LogScripts& log_scripts();

}  // namespace dealbell::redis
