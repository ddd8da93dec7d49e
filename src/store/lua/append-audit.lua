-- Appends a line to an area of the audit log, once.
-- KEYS[1] the area's stream
-- ARGV[1] a key of this line's own  ARGV[2] the entry as JSON  ARGV[3] how long lines are kept, ms  ARGV[4] most lines kept
-- Returns the line's id. Twice with one key = once, as long as a resend can come (the last 64 lines are looked at).
-- A script that changes something appends in its own step, with the stream among its KEYS in the same hash tag:
--   local time = redis.call('TIME')
--   redis.call('XADD', stream, 'MINID', '~', time[1] * 1000 - keptMs, '*', 'key', key, 'entry', entry)
for _, line in ipairs(redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 64)) do
  if line[2][2] == ARGV[1] then return line[1] end
end
local time = redis.call('TIME')
local oldest = string.format('%.0f', time[1] * 1000 - ARGV[3])
local id = redis.call('XADD', KEYS[1], 'MINID', '~', oldest, '*', 'key', ARGV[1], 'entry', ARGV[2])
redis.call('XTRIM', KEYS[1], 'MAXLEN', '~', ARGV[4])
return id
