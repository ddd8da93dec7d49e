-- Takes a post out of a lane's order when none of its recipients is open.
-- KEYS[1] ledger  KEYS[2] the lane's open posts  KEYS[3] posts that were closed lately: post -> when
-- ARGV[1] post id  ARGV[2] ms for which a closed post is remembered
-- Returns 1 when closed (or was), 0 when a recipient is `pending` ('p…') or `sending` ('>…').
local states = redis.call('HVALS', KEYS[1])
for i = 1, #states do
  local mark = string.sub(states[i], 1, 1)
  if mark == 'p' or mark == '>' then return 0 end
end
redis.call('ZREM', KEYS[2], ARGV[1])
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', now - ARGV[2])
redis.call('ZADD', KEYS[3], now, ARGV[1])
redis.call('PEXPIRE', KEYS[3], ARGV[2])
return 1
