#include "redis/mirror_scripts.hpp"

namespace dealbell::redis {

// Lua's numbers are doubles, exact up to 2^53, which no seq and no time reaches. unpack() is
// limited by Lua's stack, so many values are written by several commands.
const Script& mirror_key_script() {
  static const Script script(R"lua(
local known = redis.call('HGET', KEYS[2], ARGV[1])
if not known and ARGV[6] == '1' then return 'lost' end
if known then
  local there = {}
  for number in string.gmatch(known, '%d+') do there[#there + 1] = tonumber(number) end
  for i = 1, 3 do
    local ours = tonumber(ARGV[1 + i])
    if ours > there[i] then break end
    if ours < there[i] then return i < 3 and 'ahead' or 'newer' end
  end
end
redis.call('DEL', KEYS[1])
for first = 7, #ARGV, 1000 do
  redis.call(ARGV[5], KEYS[1], unpack(ARGV, first, math.min(first + 999, #ARGV)))
end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2] .. ' ' .. ARGV[3] .. ' ' .. ARGV[4])
return 'written'
)lua");
  return script;
}

// Remembers twice as many deals as the stream keeps wins, so that no old win is added again.
const Script& mirror_win_script() {
  static const Script script(R"lua(
if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('DEL', KEYS[2]) end
if redis.call('ZADD', KEYS[2], 'NX', ARGV[2], ARGV[1]) == 0 then return 0 end
redis.call('ZREMRANGEBYRANK', KEYS[2], 0, -2001)
redis.call('XADD', KEYS[1], 'MAXLEN', 1000, '*', unpack(ARGV, 3))
return 1
)lua");
  return script;
}

}  // namespace dealbell::redis
