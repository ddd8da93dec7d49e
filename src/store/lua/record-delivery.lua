-- Writes what became of an attempt. Needs no lease: the attempt's own `sending` state is the fence, so an answer that
-- comes after the lane changed hands is still recorded when nobody has taken the attempt over.
-- KEYS[1] ledger  KEYS[2] raw refusals  KEYS[3] newest known message id per channel
-- ARGV[1] offset  ARGV[2] state that must stand there  ARGV[3] new state  ARGV[4] raw words or ''
-- ARGV[5] newest message id or ''  ARGV[6] life of the refusals in seconds
-- Returns the state that stands there now: the new one, or another that fenced this one off. Twice = once.
local state = redis.call('HGET', KEYS[1], ARGV[1])
if state ~= ARGV[3] then
  if state ~= ARGV[2] then return state or '' end
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
end
if ARGV[4] ~= '' then
  redis.call('HSET', KEYS[2], ARGV[1], ARGV[4])
  redis.call('EXPIRE', KEYS[2], ARGV[6])
end
if ARGV[5] ~= '' then
  local known = redis.call('HGET', KEYS[3], ARGV[1])
  -- Ids are decimal counters of up to 20 digits: longer is larger, equally long compares as text.
  if not known or #known < #ARGV[5] or (#known == #ARGV[5] and known < ARGV[5]) then
    redis.call('HSET', KEYS[3], ARGV[1], ARGV[5])
  end
end
return ARGV[3]
