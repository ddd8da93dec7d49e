-- Adds, changes or removes a source that stands in no file, and writes that into the audit log in the same step.
-- KEYS[1] sources: id -> JSON  KEYS[2] what is another with every change  KEYS[3] due: id -> when it is checked next
-- KEYS[4] the ids that the person who added it brought  KEYS[5] the stream of the audit area `sources`
-- ARGV[1] id  ARGV[2] what was read ('' = nothing)  ARGV[3] new value ('' = none)
-- ARGV[4] most that this person may bring ('' = any number)  ARGV[5] when it is to be checked ('' = not)
-- ARGV[6] a key of this call's own  ARGV[7] the line ('' = none)  ARGV[8] how long lines are kept, ms
-- ARGV[9] most that there may be in all ('' = any number)
-- Returns 1 when done (or already so), 0 when somebody else was faster, -1 when the person has as many as they may, -2 when
-- there are as many as there may be.
local value = redis.call('HGET', KEYS[1], ARGV[1]) or ''
if value == ARGV[3] then return 1 end
if value ~= ARGV[2] then return 0 end
if value == '' and ARGV[4] ~= '' and redis.call('SCARD', KEYS[4]) >= tonumber(ARGV[4]) then return -1 end
if value == '' and ARGV[9] ~= '' and redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[9]) then return -2 end
if ARGV[3] == '' then
  redis.call('HDEL', KEYS[1], ARGV[1])
  redis.call('SREM', KEYS[4], ARGV[1])
else
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
  redis.call('SADD', KEYS[4], ARGV[1])
end
if ARGV[3] == '' or ARGV[5] == '' then
  redis.call('ZREM', KEYS[3], ARGV[1])
else
  redis.call('ZADD', KEYS[3], ARGV[5], ARGV[1])
end
redis.call('SET', KEYS[2], ARGV[6])
if ARGV[7] ~= '' then
  local time = redis.call('TIME')
  local oldest = string.format('%.0f', time[1] * 1000 - ARGV[8])
  redis.call('XADD', KEYS[5], 'MINID', '~', oldest, '*', 'key', ARGV[6], 'entry', ARGV[7])
end
return 1
