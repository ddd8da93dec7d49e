-- Takes what waits for a channel's digest out of waiting and writes down what is made of it, in one step: from here on the
-- digest is what is written, whoever finishes it.
-- KEYS[1] what waits  KEYS[2] the lane's open digests  KEYS[3] the lane's digests by time  KEYS[4…] ledger of each member's post
-- ARGV[1] offset  ARGV[2] due time that was found  ARGV[3] the digest  ARGV[4] next due time or ''
-- ARGV[5] '1': note the next time though nothing waits  then member, text for its ledger, …
-- Returns the open digest (perhaps another's), or '' when things changed meanwhile: look again.
local open = redis.call('HGET', KEYS[2], ARGV[1])
if open then return open end
local due = redis.call('ZSCORE', KEYS[3], ARGV[1])
if not due or tonumber(due) ~= tonumber(ARGV[2]) then return '' end
for i = 4, #KEYS do
  if not redis.call('ZSCORE', KEYS[1], ARGV[6 + (i - 4) * 2]) then return '' end
end
for i = 4, #KEYS do
  local at = 6 + (i - 4) * 2
  redis.call('ZREM', KEYS[1], ARGV[at])
  local state = redis.call('HGET', KEYS[i], ARGV[1])
  if state and string.sub(state, 1, 1) == 'k' then redis.call('HSET', KEYS[i], ARGV[1], ARGV[at + 1]) end
end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
if ARGV[4] ~= '' and (ARGV[5] == '1' or redis.call('ZCARD', KEYS[1]) > 0) then
  redis.call('ZADD', KEYS[3], ARGV[4], ARGV[1])
else
  redis.call('ZREM', KEYS[3], ARGV[1])
end
return ARGV[3]
