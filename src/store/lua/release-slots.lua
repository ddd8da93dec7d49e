-- An answer came: each slot of the reservation is free `per` ms from now. One that was never granted is left alone.
-- KEYS[i] slots of layer i   ARGV[1] number of layers, then per layer: per ms
-- then per reservation: id, number of layers, their indices.      Returns how many slots were found. Twice = a little later.
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local layerCount = tonumber(ARGV[1])
local cursor = 2 + layerCount
local found = 0
while cursor <= #ARGV do
  local id, count = ARGV[cursor], tonumber(ARGV[cursor + 1])
  for j = 1, count do
    local index = tonumber(ARGV[cursor + 1 + j])
    found = found + redis.call('ZADD', KEYS[index], 'XX', 'CH', now + tonumber(ARGV[1 + index]), id)
    -- A chat that gets one post and no more is not remembered for the length of a lease.
    local last = redis.call('ZRANGE', KEYS[index], -1, -1, 'WITHSCORES')
    if last[2] then redis.call('PEXPIRE', KEYS[index], math.ceil(math.max(0, last[2] - now) + 1000)) end
  end
  cursor = cursor + 2 + count
end
return found
