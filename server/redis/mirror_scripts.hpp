#pragma once

#include "redis/script.hpp"

namespace dealbell::redis {

// Replaces a whole key, unless the one in Redis has a newer position than ours.
//   KEYS: the key, the hash of all positions
//   ARGV: its name there, log, seq, at (ms), "ZADD" or "HSET", whether we have written it before
//         ("1", "0"), then pairs: score and member, or field and value
// Answers "written", "newer" (only its time is later than ours; left alone), "ahead" (its log or
// seq is later than ours; left alone) or "lost": we have written it before, but Redis has no
// position for it.
const Script& mirror_key_script();

// Adds a win to a stream of at most a thousand, once.
//   KEYS: the stream, the sorted set of the deals that have been in it
//   ARGV: the deal, its time (ms), then field and value pairs
// Answers 1, or 0 for a deal that has been in the stream before.
const Script& mirror_win_script();

}  // namespace dealbell::redis
