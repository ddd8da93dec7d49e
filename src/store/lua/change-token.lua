-- Adds or revokes a token of the HTTP API, and writes that into the audit log in the same step.
-- KEYS[1] tokens: id -> JSON  KEYS[2] the stream of the audit area `staff`
-- ARGV[1] id  ARGV[2] JSON ('' = revoke)  ARGV[3] a key of this call's own, by which a repeat of it is known
-- ARGV[4] the line  ARGV[5] how long lines are kept, ms
-- Returns 1 when done (or done by the same call before), 0 when the id is taken, or there is none to revoke.
local value = redis.call('HGET', KEYS[1], ARGV[1])
if ARGV[2] ~= '' and value then return value == ARGV[2] and 1 or 0 end
if ARGV[2] == '' and not value then
  for _, line in ipairs(redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 64)) do
    if line[2][2] == ARGV[3] then return 1 end
  end
  return 0
end
if ARGV[2] == '' then redis.call('HDEL', KEYS[1], ARGV[1]) else redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) end
local time = redis.call('TIME')
local oldest = string.format('%.0f', time[1] * 1000 - ARGV[5])
redis.call('XADD', KEYS[2], 'MINID', '~', oldest, '*', 'key', ARGV[3], 'entry', ARGV[4])
return 1
