-- Replaces an entry if it is still what was read, and notes the page's change.
-- KEYS[1] page  KEYS[2] entries   ARGV[1] id  ARGV[2] JSON that was read  ARGV[3] new JSON  ARGV[4] now in ms
-- Returns 1 when it stands there now, else 0.
local value = redis.call('HGET', KEYS[2], ARGV[1])
if value ~= ARGV[3] then
  if value ~= ARGV[2] then return 0 end
  redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
end
redis.call('HSET', KEYS[1], 'changed', ARGV[4])
redis.call('HINCRBY', KEYS[1], 'revision', 1)
return 1
