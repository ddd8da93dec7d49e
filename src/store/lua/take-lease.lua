-- Takes or renews a lease; the fencing of everything that only one process at a time may do.
-- KEYS[1] lease   ARGV[1] token  ARGV[2] ms
-- Returns {1, 0} when the token holds it now, {0, ms until it may be free} when another does.
-- Twice with one token = once: the second only renews.
local holder = redis.call('GET', KEYS[1])
if holder == false or holder == ARGV[1] then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  return {1, 0}
end
local left = redis.call('PTTL', KEYS[1])
if left > tonumber(ARGV[2]) then
  redis.call('PEXPIRE', KEYS[1], ARGV[2]) -- Redis's clock was set back: nobody was given that long
  left = tonumber(ARGV[2])
end
return {0, math.max(left, 1)}
