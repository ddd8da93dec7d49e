-- Puts a closed post back into a lane's order: somebody decided that one of its deliveries shall be sent.
-- KEYS[1] the lane's open posts  KEYS[2] the lane's sequence  KEYS[3] posts that were closed lately
-- ARGV[1] post id  ARGV[2] rank of its priority (0 first)
-- Returns 1 when it was put back, 0 when it is open. Twice = once.
if redis.call('ZSCORE', KEYS[1], ARGV[1]) then return 0 end
redis.call('ZADD', KEYS[1], ARGV[2] * 1e15 + redis.call('INCR', KEYS[2]), ARGV[1])
redis.call('ZREM', KEYS[3], ARGV[1])
return 1
