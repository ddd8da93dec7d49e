-- Takes the names of topics away whose lists are gone: nothing of them was published for as long as articles are kept.
-- KEYS[1] topics' names  then their lists   ARGV the topics' keys, in the same order
-- Returns how many were taken away. Twice = once; one that gets an article meanwhile has its list, and stays.
local dropped = 0
for i = 1, #ARGV do
  if redis.call('EXISTS', KEYS[i + 1]) == 0 then dropped = dropped + redis.call('HDEL', KEYS[1], ARGV[i]) end
end
return dropped
