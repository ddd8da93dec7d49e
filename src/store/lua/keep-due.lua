-- Replaces what a lane's owner has noted of when it is due, unless somebody has noted an earlier time since.
-- KEYS[1] lanes by the time at which they are due
-- ARGV[1] lane  ARGV[2] what the owner noted last  ARGV[3] what it notes now ('' = nothing to do)
-- Returns '' when that is noted, else the earlier time, which stays. Run twice it answers alike.
-- An owner that was frozen may come back when another has had the lane since: that one's note, earlier than its own, stands too.
local noted = redis.call('ZSCORE', KEYS[1], ARGV[1])
local isOurs = noted and tonumber(noted) == tonumber(ARGV[2])
if noted and not isOurs and (ARGV[3] == '' or tonumber(noted) < tonumber(ARGV[3])) then return noted end
if ARGV[3] == '' then
  redis.call('ZREM', KEYS[1], ARGV[1])
else
  redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
end
return ''
