-- Gives an address of a platform its number, once and for ever.
-- KEYS[1] addresses  KEYS[2] next number   ARGV[1] address      Returns the number.
local known = redis.call('HGET', KEYS[1], ARGV[1])
if known then return tonumber(known) end
local number = redis.call('INCR', KEYS[2]) - 1
redis.call('HSET', KEYS[1], ARGV[1], number)
return number
