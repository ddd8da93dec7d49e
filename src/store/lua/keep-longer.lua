-- Keeps what is stored for so long from now; what is kept longer already stays as it is.
-- KEYS what is to be kept   ARGV[1] seconds
-- Returns how many of them live longer now. Twice = once. What is not stored, and what is kept for ever, is left alone.
-- EXPIRE … GT would say the same, but no Redis before 7 knows it.
local longer = 0
for i = 1, #KEYS do
  local left = redis.call('TTL', KEYS[i])
  if left >= 0 and left < tonumber(ARGV[1]) then longer = longer + redis.call('EXPIRE', KEYS[i], ARGV[1]) end
end
return longer
