-- Counts a request to share a message against its channel's limit, if that has room.
-- KEYS[1] times of the channel's requests, by attempt
-- ARGV[1] attempt id  ARGV[2] most  ARGV[3] in so many ms
-- Returns 0 when it may go, else the ms until it may. Twice with the same attempt = once.
if redis.call('ZSCORE', KEYS[1], ARGV[1]) then return 0 end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[3])
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then
  local oldest = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
  return oldest[2] + ARGV[3] - now + 1
end
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 0
