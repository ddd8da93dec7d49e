-- Grants sends. A layer has `limit` slots; one is taken from the grant until `per` ms after the answer, so a server that
-- allows `limit` arrivals in any `per` ms can never see one more, whatever the latency (docs/decisions/0003-send-window.md).
-- A slot whose answer has come is promised up to AHEAD_MS before it is free: what must be written down before a send is
-- written meanwhile, and the slot does not stand empty for it.
-- KEYS[2i-1] slots of layer i: reservation -> time at which it is free   KEYS[2i] its control hash: paused, factor, since
-- KEYS[last] who waits: priority -> until when we must believe so; and `pace:<slots>` -> the next send's time at an even pace
-- ARGV[1] lease in ms  ARGV[2] number of layers  then per layer: limit, per ms, shared (1 when all sends pass it)
-- then per request: reservation id, priority (0 first), number of layers, their indices
-- Returns the time in µs, then two numbers per request: {0, ms} granted, to leave no sooner than in so many ms; {1, ms} ask again then, for a
-- layer of its own; {2, ms} for a shared one. Time is Redis's.
-- A clock that was set back leaves times behind that it cannot have written; they are read as if written now, so that the
-- window opens after its own length and not after the length of the jump.
-- Idempotent: a reservation that has its slots is granted again without taking more.
-- A shared layer is paced as well, a fiftieth faster than its limit. What starts as one burst would else stay one, second
-- after second, and a span that begins between two bursts would see a tenth less than is allowed. Slots that stood free for
-- want of anybody who asked (a process was busy) are made up for, up to a tenth of the limit at once, and a layer at rest
-- begins with a thirtieth. One whose slots are all taken has less to make up for: answers that came late by a moment, and
-- would else have every send behind them leave later than its slot allows.
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local lease = tonumber(ARGV[1])
local layerCount = tonumber(ARGV[2])
local waitingKey = KEYS[#KEYS]
local RECOVERY_MS = 600000
local BELIEF_MS = 60000
local AHEAD_MS = 100
local FASTER, MADE_UP, LATE, AT_REST, PACED_FROM = 1.02, 1 / 10, 1 / 20, 1 / 30, 10

local layers = {}
local cursor = 3
for i = 1, layerCount do
  local limit, per = tonumber(ARGV[cursor]), tonumber(ARGV[cursor + 1])
  local slots, control = KEYS[2 * i - 1], KEYS[2 * i]
  redis.call('ZREMRANGEBYSCORE', slots, '-inf', now)
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', slots, now + lease + per + 1000, '+inf')) do
    redis.call('ZADD', slots, now + per, id)
  end
  local state = redis.call('HMGET', control, 'paused', 'factor', 'since', 'from')
  local paused, from = tonumber(state[1]) or 0, tonumber(state[4])
  if from and from > now + 1000 then
    paused = now + paused - from
    redis.call('HSET', control, 'paused', paused, 'from', now)
  end
  if state[2] then
    local factor = tonumber(state[2]) + math.max(0, now - tonumber(state[3])) / RECOVERY_MS
    if factor < 1 then limit = math.max(1, math.floor(limit * factor)) end
  end
  local layer = { slots = slots, per = per, shared = ARGV[cursor + 2] == '1', paused = paused,
    free = limit - redis.call('ZCARD', slots) }
  if layer.shared and limit >= PACED_FROM then
    layer.step = per / limit / FASTER
    local pace = tonumber(redis.call('HGET', waitingKey, 'pace:' .. slots)) or 0
    if pace > now + AHEAD_MS + layer.step + 1000 then
      pace = now
      redis.call('HSET', waitingKey, 'pace:' .. slots, now)
    end
    local atRest = pace < now - layer.per
    local lag = layer.step * math.floor(limit * (atRest and AT_REST or MADE_UP))
    layer.pace = math.max(pace, now - lag)
  end
  layers[i] = layer
  cursor = cursor + 3
end

-- In how many ms this layer lets one more leave, and whether it can be promised by now: a slot in flight is free no sooner
-- than `per` after an answer that has yet to come.
local function openIn(layer)
  if layer.paused > now then return layer.paused - now, false end
  local wait, known = 0, true
  if layer.free <= 0 then
    local nth = math.abs(layer.free)
    local first = redis.call('ZRANGE', layer.slots, nth, nth, 'WITHSCORES')
    wait = tonumber(first[2]) - now
    known = nth == 0 and wait <= layer.per
    wait = math.min(wait, layer.per)
  end
  if layer.pace then wait = math.max(wait, layer.pace - now) end
  return wait, known
end

local ahead = {}
local waiting = redis.call('HGETALL', waitingKey)
for i = 1, #waiting, 2 do
  local rank = tonumber(waiting[i])
  local believed = rank and tonumber(waiting[i + 1]) - now
  if rank and believed > 0 and believed <= BELIEF_MS then ahead[rank] = true end
end

local answers = { time[1] * 1000000 + time[2] }
while cursor <= #ARGV do
  local id, priority, count = ARGV[cursor], tonumber(ARGV[cursor + 1]), tonumber(ARGV[cursor + 2])
  local own, shared, held, known = 0, 0, true, true
  for j = 1, count do
    local layer = layers[tonumber(ARGV[cursor + 2 + j])]
    if held and redis.call('ZSCORE', layer.slots, id) == false then held = false end
    local wait, sure = openIn(layer)
    known = known and sure
    if layer.shared then
      for other, _ in pairs(ahead) do
        if other < priority then
          known = false
          wait = math.max(wait, 2)
        end
      end
      shared = math.max(shared, wait)
    else
      own = math.max(own, wait)
    end
  end
  local wait = math.max(own, shared)
  local kind = 0
  if held then
    wait = AHEAD_MS -- how much of it is over cannot be told
  elseif wait <= 0 or (known and wait <= AHEAD_MS) then
    wait = math.max(0, wait)
    for j = 1, count do
      local layer = layers[tonumber(ARGV[cursor + 2 + j])]
      if layer.free <= 0 then
        redis.call('ZPOPMIN', layer.slots)
        if layer.pace then layer.pace = math.max(layer.pace, now + wait - layer.per * LATE) end
      else
        layer.free = layer.free - 1
      end
      redis.call('ZADD', layer.slots, now + wait + lease + layer.per, id)
      redis.call('PEXPIRE', layer.slots, math.ceil(wait + lease + layer.per + 1000))
      if layer.pace then
        layer.pace = layer.pace + layer.step
        redis.call('HSET', waitingKey, 'pace:' .. layer.slots, layer.pace)
        redis.call('PEXPIRE', waitingKey, 60000)
      end
    end
    if ahead[priority] then
      redis.call('HDEL', waitingKey, priority)
      ahead[priority] = nil
    end
  else
    kind = own > 0 and own >= shared and 1 or 2
    -- What can be promised half of that time before it is free is asked for then.
    wait = math.max(1, wait - AHEAD_MS / 2)
    if kind == 2 then
      redis.call('HSET', waitingKey, priority, now + math.min(wait + 50, BELIEF_MS))
      redis.call('PEXPIRE', waitingKey, 60000)
      ahead[priority] = true
    end
  end
  answers[#answers + 1] = kind
  answers[#answers + 1] = math.ceil(wait)
  cursor = cursor + 3 + count
end
return answers
