-- Notes that another source lists an article too: it is found under that one's topics as well, and where it is news it has to
-- be announced again for those who want that one, under a new revision, because whoever plans the present one may have
-- looked at its sources already.
-- KEYS[1] article  KEYS[2] to announce  KEYS[3] topics' names  then one list per topic
-- ARGV[1] id  ARGV[2] source  ARGV[3] what is known of the listing, JSON on one line  ARGV[4] '1': it is news, and no
-- backlog any more; '': it is only noted  ARGV[5] published at  ARGV[6] life of a list in seconds  ARGV[7] most articles in
-- a list  then topic key, topic name, …
-- Returns the new revision, or 0 when there is nothing to announce. A source is noted once: twice = once.
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
if redis.call('HSETNX', KEYS[1], 'listed:' .. ARGV[2], '1') == 0 then return 0 end
local others = redis.call('HGET', KEYS[1], 'others')
redis.call('HSET', KEYS[1], 'others', others and others .. '\n' .. ARGV[3] or ARGV[3])
for topic = 0, #KEYS - 4 do
  local key, at = KEYS[4 + topic], 8 + topic * 2
  redis.call('HSET', KEYS[3], ARGV[at], ARGV[at + 1])
  redis.call('ZADD', key, ARGV[5], ARGV[1])
  redis.call('ZREMRANGEBYRANK', key, 0, -1 - ARGV[7])
  redis.call('EXPIRE', key, ARGV[6])
end
if ARGV[4] ~= '1' then return 0 end
redis.call('HSET', KEYS[1], 'news', '1')
local revision = redis.call('HINCRBY', KEYS[1], 'revision', 1)
redis.call('HSETNX', KEYS[2], ARGV[1] .. ':' .. revision, ARGV[5])
return revision
