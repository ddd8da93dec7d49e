-- Writes a broadcast over the very state that its writer has read, with all that belongs to the change, in one step: when it
-- is looked at next, what lanes are ordered about its post, and the line of the audit log.
-- KEYS[1] broadcasts: id -> JSON  KEYS[2] by age  KEYS[3] due  KEYS[4] orders: post -> JSON  KEYS[5] stream of the audit area
-- KEYS[6] the idempotency key of a new one (or KEYS[1], unused)
-- ARGV[1] id  ARGV[2] what was read ('' = new)  ARGV[3] new JSON  ARGV[4] due time, '' = not due
-- ARGV[5] a key of the audit line's own  ARGV[6] the line or ''  ARGV[7] how long lines are kept, ms  ARGV[8] now in ms
-- ARGV[9] '1': KEYS[6] counts  ARGV[10] its life in seconds  ARGV[11] most broadcasts that are kept
-- then post, order ('' = none any more), …
-- Returns the id: another one where the idempotency key is known; '' when something else stands there: read it and try again.
-- Twice = once: the new JSON carries its revision.
local value = redis.call('HGET', KEYS[1], ARGV[1]) or ''
if value == ARGV[3] then return ARGV[1] end
if value ~= ARGV[2] then return '' end
if ARGV[9] == '1' then
  local known = redis.call('GET', KEYS[6])
  if known then return known end
  redis.call('SET', KEYS[6], ARGV[1], 'EX', ARGV[10])
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
if ARGV[2] == '' then
  redis.call('ZADD', KEYS[2], ARGV[8], ARGV[1])
  local surplus = redis.call('ZCARD', KEYS[2]) - ARGV[11]
  if surplus > 0 then
    for _, id in ipairs(redis.call('ZRANGE', KEYS[2], 0, surplus - 1)) do
      if not redis.call('ZSCORE', KEYS[3], id) then
        redis.call('ZREM', KEYS[2], id)
        redis.call('HDEL', KEYS[1], id)
      end
    end
  end
end
if ARGV[4] == '' then redis.call('ZREM', KEYS[3], ARGV[1]) else redis.call('ZADD', KEYS[3], ARGV[4], ARGV[1]) end
for i = 12, #ARGV, 2 do
  if ARGV[i + 1] == '' then redis.call('HDEL', KEYS[4], ARGV[i]) else redis.call('HSET', KEYS[4], ARGV[i], ARGV[i + 1]) end
end
if ARGV[6] ~= '' then
  local time = redis.call('TIME')
  local oldest = string.format('%.0f', time[1] * 1000 - ARGV[7])
  redis.call('XADD', KEYS[5], 'MINID', '~', oldest, '*', 'key', ARGV[5], 'entry', ARGV[6])
end
return ARGV[1]
