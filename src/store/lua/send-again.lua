-- Opens an unknown delivery again, since somebody has decided that it shall be sent, and its post with it: in one step, or a
-- crash in between would leave a delivery open in a post that nobody looks at.
-- KEYS[1] ledger of post and lane  KEYS[2] counts  KEYS[3] the lane's open posts  KEYS[4] the lane's sequence
-- KEYS[5] posts that were closed lately
-- ARGV[1] post id  ARGV[2] rank of its priority (0 first)  ARGV[3] offset  ARGV[4] state that must stand there  ARGV[5] new state
-- Returns 1 when it was opened, 0 when something else stands there, of two who decide at once for the second. Twice = once.
if redis.call('HGET', KEYS[1], ARGV[3]) ~= ARGV[4] then return 0 end
redis.call('HSET', KEYS[1], ARGV[3], ARGV[5])
if redis.call('HEXISTS', KEYS[2], 'u') == 1 then redis.call('HINCRBY', KEYS[2], 'u', -1) end
if not redis.call('ZSCORE', KEYS[3], ARGV[1]) then
  redis.call('ZADD', KEYS[3], ARGV[2] * 1e15 + redis.call('INCR', KEYS[4]), ARGV[1])
  redis.call('ZREM', KEYS[5], ARGV[1])
end
return 1
