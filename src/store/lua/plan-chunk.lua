-- Writes one post's recipients of one lane into the ledger and puts the post into the lane's order.
-- KEYS[1] ledger of post and lane  KEYS[2] the lane's open posts  KEYS[3] the lane's sequence
-- KEYS[4] the post's counts, if it has any  KEYS[5…] ledgers of the posts that tell the same: whoever stands in one of them
-- is left out
-- ARGV[1] post id  ARGV[2] rank of its priority (0 first)  ARGV[3] ledger's life in seconds  ARGV[4…] offsets
-- Returns how many recipients are new. Planning twice = once: a recipient that is known keeps its state, and a post whose
-- recipients are all known is not opened again. Order: rank, then the sequence in which posts were planned.
local same = {}
for i = 5, #KEYS do
  if redis.call('EXISTS', KEYS[i]) == 1 then same[#same + 1] = KEYS[i] end
end
local function told(offset)
  for _, ledger in ipairs(same) do
    if redis.call('HEXISTS', ledger, offset) == 1 then return true end
  end
  return false
end

local added = 0
for i = 4, #ARGV do
  if not told(ARGV[i]) then added = added + redis.call('HSETNX', KEYS[1], ARGV[i], 'p') end
end
if added > 0 then
  -- What it says of those for whom the post waits for a digest may have to last longer.
  if redis.call('TTL', KEYS[1]) < tonumber(ARGV[3]) then redis.call('EXPIRE', KEYS[1], ARGV[3]) end
  if redis.call('EXISTS', KEYS[4]) == 1 then redis.call('HINCRBY', KEYS[4], 'total', added) end
  if redis.call('ZSCORE', KEYS[2], ARGV[1]) == false then
    local sequence = redis.call('INCR', KEYS[3])
    redis.call('ZADD', KEYS[2], ARGV[2] * 1e15 + sequence, ARGV[1])
  end
end
return added
