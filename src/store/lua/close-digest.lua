-- Strikes out an open digest that is planned, if it is still the one that was finished.
-- KEYS[1] the lane's open digests   ARGV[1] offset  ARGV[2] the digest
-- Returns 1 when struck out, else 0.
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
return redis.call('HDEL', KEYS[1], ARGV[1])
