-- Writes a broadcast's recipients of one lane into the ledger, once and for ever, and begins to count what becomes of them.
-- KEYS[1] ledger of post and lane  KEYS[2] the lane's open posts  KEYS[3] the lane's sequence  KEYS[4] counts
-- ARGV[1] post id  ARGV[2] rank of its priority (0 first)  ARGV[3] life in seconds  ARGV[4…] offsets
-- Returns how many recipients the lane has: those of the first time, whoever is named later. A lane with none is frozen too.
-- A channel of an earlier lane that has moved to one of this lane may have brought the post here already: that one keeps its
-- state and is counted as it stands.
-- Counts: `total`, and per kind of settled state how many (record-delivery.lua); what is open is the rest.
local frozen = redis.call('HGET', KEYS[4], 'total')
if frozen then return tonumber(frozen) end
local added = 0
for i = 4, #ARGV do added = added + redis.call('HSETNX', KEYS[1], ARGV[i], 'p') end
local total = redis.call('HLEN', KEYS[1])
redis.call('HSET', KEYS[4], 'total', total)
redis.call('EXPIRE', KEYS[4], ARGV[3])
if total > added then
  local all = redis.call('HGETALL', KEYS[1])
  for i = 2, #all, 2 do
    local mark = string.sub(all[i], 1, 1)
    local kind = mark
    if mark == 'k' and string.sub(all[i], 1, 6) == 'kmoved' then kind = 'kmoved'
    elseif mark == 'f' or mark == 'k' then kind = all[i]
    elseif string.find(mark, '%d') then kind = 's' end
    if mark ~= 'p' and mark ~= '>' then redis.call('HINCRBY', KEYS[4], kind, 1) end
  end
end
if added > 0 then
  redis.call('EXPIRE', KEYS[1], ARGV[3])
  if redis.call('ZSCORE', KEYS[2], ARGV[1]) == false then
    redis.call('ZADD', KEYS[2], ARGV[2] * 1e15 + redis.call('INCR', KEYS[3]), ARGV[1])
  end
end
return total
