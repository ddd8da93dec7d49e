-- Stores an article once, puts it where later tellings of its story find it, and notes that it has to be announced, all
-- or nothing: what is found as a story's first article is stored and will be announced. A changed headline or lead makes
-- a new revision, which keeps its story.
-- KEYS[1] article  KEYS[2] latest (by time)  KEYS[3] to announce  KEYS[4] topics' names  KEYS[5] its telling
-- KEYS[6] members of its story  then one list per topic, then three hashes per band: this slice of time and the two before
-- ARGV[1] id  ARGV[2] JSON (revision and story stand beside it)  ARGV[3] published at  ARGV[4] fingerprint
-- ARGV[5] life in seconds  ARGV[6] most articles in a list  ARGV[7] number of topics  ARGV[8] candidates it was compared
-- with  ARGV[9] story  ARGV[10] the article it repeats or ''  ARGV[11] the first of its event, '' where that is the story's
-- ARGV[12] shingles  ARGV[13] the rest of its telling  ARGV[14] life of the telling in seconds  ARGV[15] life of a slice in
-- seconds  ARGV[16] articles under one band  ARGV[17] most candidates  ARGV[18] '' = nobody finds it, in lists or by its
-- story  then topic key, topic name, …, then the bands' fields
-- Returns {1 new | 2 revised | 0 known, revision}, or {3, candidates} when others than ARGV[8] may tell the same: compare
-- with them and come again. To announce: 'id:revision' -> waits until planned.
local known = redis.call('HMGET', KEYS[1], 'fingerprint', 'revision')
local revision = tonumber(known[2]) or 0
if known[1] == ARGV[4] then return {0, revision} end

local topics = tonumber(ARGV[7])
local firstBand = 7 + topics
local firstField = 19 + topics * 2
local isFound = ARGV[18] == '1'
local bands = #ARGV - firstField + 1

if revision == 0 and bands > 0 then
  local shared, ids = {}, {}
  for band = 0, bands - 1 do
    for slice = 0, 2 do
      local holders = redis.call('HGET', KEYS[firstBand + band * 3 + slice], ARGV[firstField + band])
      if holders then
        for id in string.gmatch(holders, '%S+') do
          if not shared[id] then
            shared[id] = 0
            ids[#ids + 1] = id
          end
          shared[id] = shared[id] + 1
        end
      end
    end
  end
  table.sort(ids, function(a, b)
    if shared[a] ~= shared[b] then return shared[a] > shared[b] end
    return a < b
  end)
  local candidates = table.concat(ids, ' ', 1, math.min(#ids, tonumber(ARGV[17])))
  if candidates ~= ARGV[8] then return {3, candidates} end

  redis.call('HSET', KEYS[1], 'story', ARGV[9])
  if ARGV[10] ~= '' then redis.call('HSET', KEYS[1], 'repeats', ARGV[10]) end
  if ARGV[11] ~= '' then redis.call('HSET', KEYS[1], 'event', ARGV[11]) end
end
if revision == 0 and bands > 0 and isFound then
  if ARGV[9] ~= ARGV[1] then
    redis.call('SADD', KEYS[6], ARGV[1])
    redis.call('EXPIRE', KEYS[6], ARGV[5])
  end
  redis.call('HSET', KEYS[5], 'shingles', ARGV[12], 'json', ARGV[13])
  redis.call('EXPIRE', KEYS[5], ARGV[14])
  for band = 0, bands - 1 do
    local key, field = KEYS[firstBand + band * 3], ARGV[firstField + band]
    local holders = ARGV[1]
    local kept = 1
    for id in string.gmatch(redis.call('HGET', key, field) or '', '%S+') do
      if kept < tonumber(ARGV[16]) then holders = holders .. ' ' .. id end
      kept = kept + 1
    end
    redis.call('HSET', key, field, holders)
    if redis.call('HLEN', key) == 1 then redis.call('EXPIRE', key, ARGV[15]) end
  end
end

revision = revision + 1
redis.call('HSET', KEYS[1], 'json', ARGV[2], 'fingerprint', ARGV[4], 'revision', revision)
-- One that waits for a rare digest is kept longer already.
if redis.call('TTL', KEYS[1]) < tonumber(ARGV[5]) then redis.call('EXPIRE', KEYS[1], ARGV[5]) end
if isFound then
  redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
  redis.call('ZREMRANGEBYRANK', KEYS[2], 0, -1 - ARGV[6])
end
for topic = 0, isFound and topics - 1 or -1 do
  local key, at = KEYS[7 + topic], 19 + topic * 2
  redis.call('HSET', KEYS[4], ARGV[at], ARGV[at + 1])
  redis.call('ZADD', key, ARGV[3], ARGV[1])
  redis.call('ZREMRANGEBYRANK', key, 0, -1 - ARGV[6])
  redis.call('EXPIRE', key, ARGV[5])
end
redis.call('HSETNX', KEYS[3], ARGV[1] .. ':' .. revision, ARGV[3])
return {revision == 1 and 1 or 2, revision}
