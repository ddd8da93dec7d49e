-- Counts a place as one of a person's, if they have fewer than they may or it is theirs already.
-- KEYS[1] the person's places   ARGV[1] the place  ARGV[2] most  ARGV[3] life in seconds
-- Returns 1 when it is counted, else 0. Twice = once.
if redis.call('SISMEMBER', KEYS[1], ARGV[1]) == 0 then
  if redis.call('SCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
  redis.call('SADD', KEYS[1], ARGV[1])
end
redis.call('EXPIRE', KEYS[1], ARGV[3])
return 1
