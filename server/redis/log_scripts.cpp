#include "redis/log_scripts.hpp"

namespace dealbell::redis {
namespace {

// KEYS: log meta ids:0 ids:1. ARGV of compare and append begin with the copy's log, seq and chain.
constexpr const char* common = R"lua(
local log, meta, ids = KEYS[1], KEYS[2], {KEYS[3], KEYS[4]}
local bucket_size = 50000

local function now()
  local t = redis.call('TIME')
  return tonumber(t[1]) * 1000 + math.floor(tonumber(t[2]) / 1000)
end
local function whole(number) return string.format('%d', number) end
local function seq_of(entry) return tonumber(string.match(entry[1], '^%d+')) end
local function chain_of(entry) return entry[2][2] end
local function lease() return whole(now() + 5000) end

local function read_meta()
  local m = redis.call('HMGET', meta, 'log', 'n', 'h', 'w', 'f', 'u')
  if not m[1] then return nil end
  return {log = tonumber(m[1]), n = tonumber(m[2]), h = m[3], w = tonumber(m[4]), f = m[5],
          u = tonumber(m[6] or 0)}
end

local function comparison(copy_log, copy_seq, copy_chain)
  local m = read_meta()
  if not m then return {'absent', 0, 0, '', 0}, nil end
  local oldest = redis.call('XRANGE', log, '-', '+', 'COUNT', 1)[1]
  local newest = redis.call('XREVRANGE', log, '+', '-', 'COUNT', 1)[1]
  local first = oldest and seq_of(oldest) or m.n + 1
  local function result(state) return {state, m.log, m.n, m.h, first}, m end
  if m.f then return result(now() < m.u and 'filling' or 'abandoned') end
  if m.n > 0 and not (newest and seq_of(newest) == m.n and chain_of(newest) == m.h) then
    return result('absent')
  end
  if m.log ~= copy_log then return result('other') end
  if m.n < copy_seq then return result('ended') end
  if m.n == copy_seq then return result(m.h == copy_chain and 'same' or 'forked') end
  if first > copy_seq + 1 then return result('trimmed') end
  if first <= copy_seq then
    local id = whole(copy_seq) .. '-0'
    local at = redis.call('XRANGE', log, id, id)[1]
    if not at or chain_of(at) ~= copy_chain then return result('forked') end
  end
  return result('same')
end

local function add(m, source, id, received_at, body)
  m.n = m.n + 1
  m.h = redis.sha1hex(m.h .. received_at .. ' ' .. #source .. ' ' .. #id .. ' ' .. source .. id ..
                      body)
  redis.call('XADD', log, whole(m.n) .. '-0', 'h', m.h, 's', source, 'i', id, 't', received_at,
             'b', body)
end
)lua";

constexpr const char* compare = R"lua(
return (comparison(tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3]))
)lua";

// ARGV after those: records, each source, event id, received_at, body.
constexpr const char* append = R"lua(
local seq = tonumber(ARGV[2])
local s, m = comparison(tonumber(ARGV[1]), seq, ARGV[3])
if s[1] ~= 'same' then return s end
if seq + 1 < m.w then
  s[1] = 'lagging'
  return s
end
for i = 4, #ARGV, 4 do
  local id = #ARGV[i] .. ' ' .. ARGV[i] .. ARGV[i + 1]
  if redis.call('HEXISTS', ids[1], id) == 0 and redis.call('HEXISTS', ids[2], id) == 0 then
    add(m, ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3])
    local bucket = ids[math.floor(m.n / bucket_size) % 2 + 1]
    if m.n % bucket_size == 0 then
      redis.call('UNLINK', bucket)
      m.w = math.max(m.w, m.n - bucket_size)
    end
    redis.call('HSET', bucket, id, whole(m.n))
  end
end
redis.call('HSET', meta, 'n', whole(m.n), 'h', m.h, 'w', whole(m.w))
return {'same', m.log, m.n, m.h, s[5]}
)lua";

// ARGV: log, newest and chain as they were seen; log, seq and chain to continue after; keep;
// filler.
constexpr const char* begin = R"lua(
local m = read_meta() or {log = 0, n = 0, h = ''}
if m.log ~= tonumber(ARGV[1]) or m.n ~= tonumber(ARGV[2]) or m.h ~= ARGV[3] then return 0 end
if m.f and now() < m.u then return 0 end
if ARGV[7] ~= '1' then redis.call('UNLINK', log) end
redis.call('HSET', meta, 'log', ARGV[4], 'n', ARGV[5], 'h', ARGV[6], 'w', ARGV[5] + 1, 'f', ARGV[8],
           'u', lease())
return 1
)lua";

// ARGV: filler, the seq before the first record, records. Records that are already there are
// skipped.
constexpr const char* fill = R"lua(
local m = read_meta()
if not m or m.f ~= ARGV[1] then return 0 end
local after = tonumber(ARGV[2])
if m.n < after or m.n > after + (#ARGV - 2) / 4 then return 0 end
for i = 3 + 4 * (m.n - after), #ARGV, 4 do
  add(m, ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3])
end
redis.call('HSET', meta, 'n', whole(m.n), 'h', m.h, 'u', lease())
return 1
)lua";

// ARGV: filler.
constexpr const char* finish = R"lua(
local m = read_meta()
if not m or m.f ~= ARGV[1] then return 0 end
redis.call('HDEL', meta, 'f', 'u')
redis.call('HSET', meta, 'w', whole(m.n + 1))
redis.call('UNLINK', ids[1], ids[2])
return 1
)lua";

// KEYS: log nodes. ARGV: node, disk, seq, records to keep behind the slowest node, records to keep
// at most, record format. A node that announces no format is of the first.
constexpr const char* register_node = R"lua(
local t = redis.call('TIME')
local now = tonumber(t[1]) * 1000 + math.floor(tonumber(t[2]) / 1000)
local registered, by = string.match(redis.call('HGET', KEYS[2], ARGV[1]) or '', '^%d+ (%d+) (%S+)')
if registered and by ~= ARGV[2] and math.abs(now - tonumber(registered)) < 5000 then return 0 end
redis.call('HSET', KEYS[2], ARGV[1],
           ARGV[3] .. string.format(' %d ', now) .. ARGV[2] .. ' ' .. ARGV[6])
local nodes = redis.call('HGETALL', KEYS[2])
local least, format = tonumber(ARGV[3]), tonumber(ARGV[6])
for i = 1, #nodes, 2 do
  local seq, at = string.match(nodes[i + 1], '^(%d+) (%d+)')
  if not at or now - tonumber(at) > 3600000 then
    redis.call('HDEL', KEYS[2], nodes[i])
  else
    least = math.min(least, tonumber(seq))
    format = math.min(format, tonumber(string.match(nodes[i + 1], '^%d+ %d+ %S+ (%d+)$') or 1))
  end
end
local newest = tonumber(ARGV[3])
local from = math.max(least - tonumber(ARGV[4]), newest - tonumber(ARGV[5]))
if from > 1 then redis.call('XTRIM', KEYS[1], 'MINID', '~', string.format('%d-0', from)) end
return format
)lua";

// KEYS: nodes.
constexpr const char* registered_nodes = R"lua(
local now = tonumber(redis.call('TIME')[1]) * 1000
local nodes = redis.call('HGETALL', KEYS[1])
local recent = {}
for i = 1, #nodes, 2 do
  local at = string.match(nodes[i + 1], '^%d+ (%d+)')
  if at and now - tonumber(at) <= 3600000 then recent[#recent + 1] = nodes[i] end
end
return recent
)lua";

// KEYS: copies copy:NODE. ARGV begins with the node.
constexpr const char* request_copy = R"lua(
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('UNLINK', KEYS[2])
return 1
)lua";

// ARGV: node, from, how many.
constexpr const char* take_copy = R"lua(
local next = tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or 0)
local from = tonumber(ARGV[2])
local first = next - redis.call('LLEN', KEYS[2]) / 4
if from < first or from > next then return {} end
redis.call('LTRIM', KEYS[2], 4 * (from - first), -1)
return redis.call('LRANGE', KEYS[2], 0, 4 * tonumber(ARGV[3]) - 1)
)lua";

constexpr const char* end_copy = R"lua(
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('UNLINK', KEYS[2])
return 1
)lua";

// ARGV: node, the seq of the first record, how many may wait, records. They expire after a minute
// if they are not fetched.
constexpr const char* give_copy = R"lua(
local next = tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or 0)
if next ~= tonumber(ARGV[2]) then return 0 end
if redis.call('LLEN', KEYS[2]) / 4 >= tonumber(ARGV[3]) then return 0 end
for i = 4, #ARGV, 4 do
  redis.call('RPUSH', KEYS[2], ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3])
end
redis.call('PEXPIRE', KEYS[2], 60000)
redis.call('HSET', KEYS[1], ARGV[1], string.format('%d', next + (#ARGV - 3) / 4))
return 1
)lua";

}  // namespace

const LogScripts& log_scripts() {
  const auto with_common = [](const char* script) { return std::string(common) + script; };
  static const LogScripts scripts{with_common(compare),
                                  with_common(append),
                                  with_common(begin),
                                  with_common(fill),
                                  with_common(finish),
                                  register_node,
                                  registered_nodes,
                                  request_copy,
                                  take_copy,
                                  end_copy,
                                  give_copy};
  return scripts;
}

}  // namespace dealbell::redis
