-- Keeps the answer to a request that is answered once; '' gives the key up, so that it may be tried again.
-- KEYS[1] the key of `begin-answer`   ARGV[1] attempt  ARGV[2] answer
-- Returns 1 when done, 0 when somebody else has taken the work over. Twice = once.
if redis.call('HGET', KEYS[1], 'by') ~= ARGV[1] then return 0 end
if ARGV[2] == '' then redis.call('DEL', KEYS[1]) else redis.call('HSET', KEYS[1], 'answer', ARGV[2]) end
return 1
