-- Writes what an editor says of an article beside what its source says: the source's later revisions do not undo it.
-- KEYS[1] article   ARGV field, value, … : headline, lead, withdrawn (when)
-- Returns 1, or 0 when the article is not stored (any more). Twice = once.
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('HSET', KEYS[1], unpack(ARGV))
return 1
