-- Writes `sending` before a request leaves. Only the lane's owner may, and only over the very state it has seen.
-- KEYS[1] ledger  KEYS[2] the lane's lease  KEYS[3] newest known message id per channel
-- ARGV[1] offset  ARGV[2] lease token  ARGV[3] state that the worker saw
-- ARGV[4] the `sending` state to write, up to its last known id  ARGV[5] that id, or 'newest' to put in what is known
-- Returns {'claimed', the state written}, {'fenced', ''} (the lane has another owner), or {'changed', what stands there}.
-- The id is read here and not by the worker: both lanes of a channel write into it, and what a search for a lost message
-- starts from must be as new as can be, and from before the attempt.
-- Twice with the same attempt = once: the state to write carries the attempt's id.
if redis.call('GET', KEYS[2]) ~= ARGV[2] then return {'fenced', ''} end
local state = redis.call('HGET', KEYS[1], ARGV[1]) or ''
if string.sub(state, 1, #ARGV[4]) == ARGV[4] then return {'claimed', state} end
if state ~= ARGV[3] then return {'changed', state} end
local known = ARGV[5]
if known == 'newest' then known = redis.call('HGET', KEYS[3], ARGV[1]) or '' end
local written = ARGV[4] .. known
redis.call('HSET', KEYS[1], ARGV[1], written)
return {'claimed', written}
