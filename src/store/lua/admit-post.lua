-- Counts a post against a channel's caps, once however often it is asked for.
-- KEYS[1] posts admitted of late, by time
-- ARGV[1] post  ARGV[2] now  ARGV[3] start of this hour  ARGV[4] start of this day  ARGV[5] most an hour  ARGV[6] most a day
-- ARGV[7] '1': count it whatever the caps say  ARGV[8] life in seconds
-- Returns 0 admitted, 1 the hour is full, 2 the day is full, 3 both.
if redis.call('ZSCORE', KEYS[1], ARGV[1]) then return 0 end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', '(' .. math.min(tonumber(ARGV[3]), tonumber(ARGV[4])))
local full = 0
if redis.call('ZCOUNT', KEYS[1], ARGV[3], '+inf') >= tonumber(ARGV[5]) then full = 1 end
if redis.call('ZCOUNT', KEYS[1], ARGV[4], '+inf') >= tonumber(ARGV[6]) then full = full + 2 end
if full > 0 and ARGV[7] ~= '1' then return full end
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[8])
return 0
