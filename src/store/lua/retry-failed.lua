-- Opens what failed of a post in a lane again, and nothing else.
-- KEYS[1] ledger of post and lane  KEYS[2] counts  KEYS[3] the lane's open posts  KEYS[4] the lane's sequence
-- KEYS[5] posts that were closed lately   ARGV[1] post id  ARGV[2] rank of its priority (0 first)
-- Returns how many were opened. Twice in a row = once: the second finds nothing that failed.
local opened = 0
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  if string.sub(all[i + 1], 1, 1) == 'f' then
    redis.call('HSET', KEYS[1], all[i], 'p')
    if redis.call('HEXISTS', KEYS[2], all[i + 1]) == 1 then redis.call('HINCRBY', KEYS[2], all[i + 1], -1) end
    opened = opened + 1
  end
end
if opened > 0 and not redis.call('ZSCORE', KEYS[3], ARGV[1]) then
  redis.call('ZADD', KEYS[3], ARGV[2] * 1e15 + redis.call('INCR', KEYS[4]), ARGV[1])
  redis.call('ZREM', KEYS[5], ARGV[1])
end
return opened
