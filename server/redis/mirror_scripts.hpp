#pragma once

#include "redis/script.hpp"

namespace dealbell::redis {

// Writes a key whole, unless its position is newer than ours.
//   KEYS: the key, the hash of all positions
//   ARGV: its name there, log, seq, at (ms), "ZADD" or "HSET", whether we have written it before
//         ("1", "0"), then pairs: score and member, or field and value
// Answers "written", "newer" (than ours, left alone) or "lost": we have written it before, but
// nobody knows of it any more.
const Script& mirror_key_script();

// Adds a win to a stream of at most a thousand, once.
//   KEYS: the stream, the sorted set of the deals it has had
//   ARGV: the deal, its time (ms), then field and value pairs
// Answers 1, or 0 for one it has had.
const Script& mirror_win_script();

}  // namespace dealbell::redis
