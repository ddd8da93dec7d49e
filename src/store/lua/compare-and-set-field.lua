-- Changes a hash's field if it still holds what the writer has read.
-- KEYS[1] hash   ARGV[1] field  ARGV[2] what was read ('' = nothing)  ARGV[3] new value ('' = remove it)
-- Returns 1 when written (or already so), else 0.
local value = redis.call('HGET', KEYS[1], ARGV[1]) or ''
if value == ARGV[3] then return 1 end
if value ~= ARGV[2] then return 0 end
if ARGV[3] == '' then
  redis.call('HDEL', KEYS[1], ARGV[1])
else
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
end
return 1
