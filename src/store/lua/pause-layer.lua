-- The platform said "too many": nothing of this layer is granted for a while, and less of it afterwards.
-- KEYS[1] the layer's control hash   ARGV[1] pause in ms  ARGV[2] factor on the limit (1 = leave it)
-- Refusals that come while it is paused are of requests that were under way: they lengthen the pause and lower nothing
-- again, or thirty refused at once would leave a twentieth of the limit.
-- Returns the time (Redis's, ms) until which it is paused. A shorter pause never ends a longer one. The factor comes
-- back to 1 by 0.1 a minute (acquire-slots.lua).
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local state = redis.call('HMGET', KEYS[1], 'paused', 'factor', 'since')
local before = tonumber(state[1]) or 0
local paused = math.max(before, now + tonumber(ARGV[1]))
redis.call('HSET', KEYS[1], 'paused', paused, 'from', now)
local factor = tonumber(ARGV[2])
if factor < 1 and before <= now then
  local current = 1
  if state[2] then current = math.min(1, tonumber(state[2]) + math.max(0, now - tonumber(state[3])) / 600000) end
  redis.call('HSET', KEYS[1], 'factor', math.max(0.1, current * factor), 'since', now)
end
redis.call('PEXPIRE', KEYS[1], math.ceil(paused - now) + 600000)
return math.ceil(paused)
