-- Puts an entry on top of a public page, once.
-- KEYS[1] page (title, language, changed, sequence, revision)  KEYS[2] entries: id -> JSON  KEYS[3] order: id by sequence
-- ARGV[1] id  ARGV[2] JSON  ARGV[3] now in ms  ARGV[4] most entries kept
-- Returns 1 when the page has the id (now or since before), 0 when there is no such page.
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
if redis.call('HSETNX', KEYS[2], ARGV[1], ARGV[2]) == 0 then return 1 end
redis.call('ZADD', KEYS[3], redis.call('HINCRBY', KEYS[1], 'sequence', 1), ARGV[1])
redis.call('HSET', KEYS[1], 'changed', ARGV[3])
redis.call('HINCRBY', KEYS[1], 'revision', 1)
local surplus = redis.call('ZCARD', KEYS[3]) - ARGV[4]
if surplus > 0 then
  for _, id in ipairs(redis.call('ZPOPMIN', KEYS[3], surplus)) do redis.call('HDEL', KEYS[2], id) end
end
return 1
