-- Takes the key of a request that is answered once, or tells what became of it.
-- KEYS[1] the key: `what` (fingerprint of the request), `by` (attempt), `until` (ms, while it is worked on), `answer`
-- ARGV[1] fingerprint  ARGV[2] attempt  ARGV[3] ms after which work without an answer counts as given up
-- ARGV[4] how long the key is kept, ms
-- Returns {'yours'}, {'answered', answer}, {'working', ms that may remain}, or {'other'} for another request's key.
-- Twice with one attempt = once.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local what, by, till, answer = unpack(redis.call('HMGET', KEYS[1], 'what', 'by', 'until', 'answer'))
if what and what ~= ARGV[1] then return {'other'} end
if answer then return {'answered', answer} end
if what and by ~= ARGV[2] and tonumber(till) > now then return {'working', tonumber(till) - now} end
redis.call('HSET', KEYS[1], 'what', ARGV[1], 'by', ARGV[2], 'until', string.format('%.0f', now + ARGV[3]))
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return {'yours'}
