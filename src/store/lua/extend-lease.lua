-- Renews a lease that is still held; never takes one (a frozen holder that wakes up must find itself fenced off).
-- KEYS[1] lease   ARGV[1] token  ARGV[2] ms      Returns 1 when still held, else 0.
if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  return 1
end
return 0
