-- Changes a text if it is still what the writer has read; how long it is kept stays.
-- KEYS[1] text   ARGV[1] what was read  ARGV[2] new value
-- Returns 1 when written (or already so), else 0.
local value = redis.call('GET', KEYS[1])
if value == ARGV[2] then return 1 end
if value ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
return 1
