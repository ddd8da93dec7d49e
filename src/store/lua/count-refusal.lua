-- Counts an answer by which a platform refuses the asker, and has a layer rest before they are so many that the platform
-- shuts the asker out.
-- KEYS[1] the layer's control hash   KEYS[2] its refusals: minute -> count
-- ARGV[1] most refusals in a span  ARGV[2] the span in ms
-- Returns {0, count}, or {ms to rest, count} once there are so many: until the oldest minute no longer counts.
-- Run twice it counts twice, which errs on the safe side. Time is Redis's.
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local most, span = tonumber(ARGV[1]), tonumber(ARGV[2])
local MINUTE = 60000
local minute = math.floor(now / MINUTE)
redis.call('HINCRBY', KEYS[2], minute, 1)
redis.call('PEXPIRE', KEYS[2], span + MINUTE)
local count, oldest = 0, minute
local all = redis.call('HGETALL', KEYS[2])
for i = 1, #all, 2 do
  local at = tonumber(all[i])
  if at > minute or (at + 1) * MINUTE <= now - span then
    redis.call('HDEL', KEYS[2], all[i])
  else
    count = count + tonumber(all[i + 1])
    oldest = math.min(oldest, at)
  end
end
if count < most then return { 0, count } end
local rest = (oldest + 1) * MINUTE + span - now
local paused = tonumber(redis.call('HGET', KEYS[1], 'paused')) or 0
redis.call('HSET', KEYS[1], 'paused', math.max(paused, now + rest), 'from', now)
redis.call('PEXPIRE', KEYS[1], math.ceil(math.max(paused - now, rest)) + 600000)
return { math.ceil(rest), count }
