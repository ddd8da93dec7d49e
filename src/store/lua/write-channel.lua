-- Changes a channel if it still is what the writer has read, and marks its lane as changed.
-- KEYS[1] channels of the lane (hash)   KEYS[2] mark of the lane's last change
-- ARGV[1] offset  ARGV[2] what was read ('' = nothing)  ARGV[3] new value  ARGV[4] a mark that nobody else writes
-- Returns 1 when written (or already so), else 0. Run twice it writes once: the second time it is already so.
local value = redis.call('HGET', KEYS[1], ARGV[1]) or ''
if value == ARGV[3] then return 1 end
if value ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
redis.call('SET', KEYS[2], ARGV[4])
return 1
