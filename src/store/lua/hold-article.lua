-- Holds an article back for the next digests of channels of one lane, all or nothing. What the ledger of the article's own
-- post knows already (planned, sent, held before) is left alone: that ledger is what keeps "now" and "later" apart.
-- KEYS[1] ledger of post and lane  KEYS[2] the lane's digests by time  KEYS[3…] what waits, one key per channel, then
-- ledgers of the posts that tell the same: whoever stands in one of them is left out
-- ARGV[1] member (post and article)  ARGV[2] now  ARGV[3] most that wait  ARGV[4] number of channels  then offset, due
-- time, life of what waits in seconds, ledger's text for each of them
-- Returns how many were held anew, then offset and member of each that had to give way to newer ones.
-- What waits, and the ledger that says so, outlives the digest; a life that is longer already is not cut short.
local channels = tonumber(ARGV[4])
local same = {}
for i = 3 + channels, #KEYS do
  if redis.call('EXISTS', KEYS[i]) == 1 then same[#same + 1] = KEYS[i] end
end
local function told(offset)
  for _, ledger in ipairs(same) do
    if redis.call('HEXISTS', ledger, offset) == 1 then return true end
  end
  return false
end

local function keep(key, seconds)
  if redis.call('TTL', key) < seconds then redis.call('EXPIRE', key, seconds) end
end

local held, longest = 0, 0
local answer = {0}
for i = 3, 2 + channels do
  local at = 5 + (i - 3) * 4
  local offset = ARGV[at]
  if not told(offset) and redis.call('HSETNX', KEYS[1], offset, ARGV[at + 3]) == 1 then
    local life = tonumber(ARGV[at + 2])
    held = held + 1
    longest = math.max(longest, life)
    redis.call('ZADD', KEYS[i], ARGV[2], ARGV[1])
    keep(KEYS[i], life)
    redis.call('ZADD', KEYS[2], 'LT', ARGV[at + 1], offset)
    while redis.call('ZCARD', KEYS[i]) > tonumber(ARGV[3]) do
      local oldest = redis.call('ZPOPMIN', KEYS[i])
      answer[#answer + 1] = offset
      answer[#answer + 1] = oldest[1]
    end
  end
end
if held > 0 then keep(KEYS[1], longest) end
answer[1] = held
return answer
