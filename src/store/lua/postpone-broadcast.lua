-- Moves the time at which a broadcast is looked at, if nobody else has set it since it was read.
-- KEYS[1] due   ARGV[1] id  ARGV[2] the time that was read  ARGV[3] the new one, '' = not due any more
-- Returns 1 when it stands there now, else 0.
local score = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not score or tonumber(score) ~= tonumber(ARGV[2]) then return 0 end
if ARGV[3] == '' then redis.call('ZREM', KEYS[1], ARGV[1]) else redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1]) end
return 1
