-- Plans a correction or withdrawal in one lane: for everybody who has the post that is amended, or may have it.
-- KEYS[1] ledger of the post that is amended  KEYS[2] ledger of the amendment  KEYS[3] the lane's open posts
-- KEYS[4] the lane's sequence  KEYS[5] the amendment's counts
-- ARGV[1] the amendment  ARGV[2] rank of its priority (0 first)  ARGV[3] life in seconds
-- Returns how many recipients the lane has. Twice = once: the first time counts.
-- Who has it: sent (digits or 's'), corrected ('c'), being sent ('>'), unknown ('u'). Not: pending, failed, skipped, withdrawn.
local planned = redis.call('HGET', KEYS[5], 'total')
if planned then return tonumber(planned) end
local total = 0
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  if string.find(all[i + 1], '^[%dsc>u]') then
    redis.call('HSET', KEYS[2], all[i], 'p')
    total = total + 1
  end
end
redis.call('HSET', KEYS[5], 'total', total)
redis.call('EXPIRE', KEYS[5], ARGV[3])
if total > 0 then
  redis.call('EXPIRE', KEYS[2], ARGV[3])
  redis.call('ZADD', KEYS[3], ARGV[2] * 1e15 + redis.call('INCR', KEYS[4]), ARGV[1])
end
return total
