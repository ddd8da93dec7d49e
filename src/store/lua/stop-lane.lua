-- Settles what has not begun of a post in a lane: it is skipped. What is being sent ends as it ends.
-- KEYS[1] ledger of post and lane  KEYS[2] counts   ARGV[1] the `skipped` state
-- Returns how many were stopped. Needs no lease: a claim finds another state than it has seen.
local stopped = 0
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  if string.sub(all[i + 1], 1, 1) == 'p' then
    redis.call('HSET', KEYS[1], all[i], ARGV[1])
    stopped = stopped + 1
  end
end
if stopped > 0 and redis.call('EXISTS', KEYS[2]) == 1 then redis.call('HINCRBY', KEYS[2], ARGV[1], stopped) end
return stopped
