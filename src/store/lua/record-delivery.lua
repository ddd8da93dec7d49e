-- Writes what became of an attempt. Needs no lease: the attempt's own `sending` state is the fence, so an answer that
-- comes after the lane changed hands is still recorded when nobody has taken the attempt over.
-- KEYS[1] ledger  KEYS[2] raw refusals  KEYS[3] newest known message id per channel  KEYS[4] the post's counts, if it has any
-- KEYS[5] what is to be shared, by time  KEYS[6] ledger, KEYS[7] counts of the post that this one amends (only for an amendment)
-- ARGV[1] offset  ARGV[2] state that must stand there  ARGV[3] new state  ARGV[4] raw words or ''
-- ARGV[5] newest message id or ''  ARGV[6] life of the refusals in seconds  ARGV[7] 'c' or 'w': what the amended one is now
-- ARGV[8] what is to be shared or ''  ARGV[9] from when on
-- Returns the state that stands there now: the new one, or another that fenced this one off. Twice = once.

-- Under what a settled state is counted; nil while it is open.
local function kindOf(state)
  local mark = string.sub(state, 1, 1)
  if mark == 'p' or mark == '>' or mark == '' then return nil end
  if mark == 'k' and string.sub(state, 1, 6) == 'kmoved' then return 'kmoved' end
  if mark == 'f' or mark == 'k' then return state end
  if string.find(mark, '%d') then return 's' end
  return mark
end

local function count(key, from, to)
  local before, after = kindOf(from), kindOf(to)
  if before == after or redis.call('EXISTS', key) == 0 then return end
  if before then redis.call('HINCRBY', key, before, -1) end
  if after then redis.call('HINCRBY', key, after, 1) end
end

local state = redis.call('HGET', KEYS[1], ARGV[1])
if state ~= ARGV[3] then
  if state ~= ARGV[2] then return state or '' end
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
  count(KEYS[4], state, ARGV[3])
  if ARGV[7] ~= '' then
    local amended = redis.call('HGET', KEYS[6], ARGV[1]) or ''
    local ids = string.match(amended, '^[sc]?(%d[%d,]*)$') or string.match(amended, '^[sc](.*)$')
    if ids then
      redis.call('HSET', KEYS[6], ARGV[1], ARGV[7] .. ids)
      count(KEYS[7], amended, ARGV[7] .. ids)
    end
  end
  -- With the state, so that a crash between the two forgets nothing; once, though this is sent again.
  if ARGV[8] ~= '' then redis.call('ZADD', KEYS[5], 'NX', ARGV[9], ARGV[8]) end
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
