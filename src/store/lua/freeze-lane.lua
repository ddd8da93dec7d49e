-- Writes a broadcast's recipients of one lane into the ledger, once and for ever, and begins to count what becomes of them.
-- KEYS[1] ledger of post and lane  KEYS[2] the lane's open posts  KEYS[3] the lane's sequence  KEYS[4] counts
-- ARGV[1] post id  ARGV[2] rank of its priority (0 first)  ARGV[3] life in seconds  ARGV[4…] offsets
-- Returns how many recipients the lane has: those of the first time, whoever is named later. A lane with none is frozen too.
-- Counts: `total`, and per kind of settled state how many; what is open is the rest.
local frozen = redis.call('HGET', KEYS[4], 'total')
if frozen then return tonumber(frozen) end
for i = 4, #ARGV do redis.call('HSET', KEYS[1], ARGV[i], 'p') end
redis.call('HSET', KEYS[4], 'total', #ARGV - 3)
redis.call('EXPIRE', KEYS[4], ARGV[3])
if #ARGV > 3 then
  redis.call('EXPIRE', KEYS[1], ARGV[3])
  redis.call('ZADD', KEYS[2], ARGV[2] * 1e15 + redis.call('INCR', KEYS[3]), ARGV[1])
end
return #ARGV - 3
