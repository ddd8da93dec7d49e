-- Gives a person a role or takes it, and writes that into the audit log in the same step.
-- KEYS[1] staff: person -> JSON with `role`  KEYS[2] the stream of the audit area `staff`
-- ARGV[1] person  ARGV[2] what was read ('' = nothing)  ARGV[3] new value ('' = none)
-- ARGV[4] '1' when an owner must remain among those who are left
-- ARGV[5] a key of the audit line's own  ARGV[6] the line  ARGV[7] how long lines are kept, ms
-- Returns 1 when done (or already so), 0 when somebody else was faster, -1 when no owner would remain.
local value = redis.call('HGET', KEYS[1], ARGV[1]) or ''
if value == ARGV[3] then return 1 end
if value ~= ARGV[2] then return 0 end
if ARGV[4] == '1' and value ~= '' and cjson.decode(value).role == 'owner'
  and (ARGV[3] == '' or cjson.decode(ARGV[3]).role ~= 'owner') then
  local owners = 0
  for _, each in ipairs(redis.call('HVALS', KEYS[1])) do
    if cjson.decode(each).role == 'owner' then owners = owners + 1 end
  end
  if owners == 1 then return -1 end
end
if ARGV[3] == '' then redis.call('HDEL', KEYS[1], ARGV[1]) else redis.call('HSET', KEYS[1], ARGV[1], ARGV[3]) end
local time = redis.call('TIME')
local oldest = string.format('%.0f', time[1] * 1000 - ARGV[7])
redis.call('XADD', KEYS[2], 'MINID', '~', oldest, '*', 'key', ARGV[5], 'entry', ARGV[6])
return 1
