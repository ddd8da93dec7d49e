-- Grants sends. A layer has `limit` slots; one is taken from the grant until `per` ms after the answer, so a server that
-- allows `limit` arrivals in any `per` ms can never see one more, whatever the latency (docs/decisions/0003-send-window.md).
-- KEYS[2i-1] slots of layer i: reservation -> time at which it is free   KEYS[2i] its control hash: paused, factor, since
-- KEYS[last] who waits: priority -> until when we must believe so; and `pace:<slots>` -> the next send's time at an even pace
-- ARGV[1] lease in ms  ARGV[2] number of layers  then per layer: limit, per ms, shared (1 when all sends pass it)
-- then per request: reservation id, priority (0 first), number of layers, their indices
-- Returns per request 0 (granted), w > 0 (wait w ms for a layer of its own) or -w (for a shared one). Time is Redis's.
-- Idempotent: a reservation that has its slots is granted again without taking more.
-- A shared layer is paced as well: a twentieth faster than its limit, a tenth of it at once. What starts as one burst would
-- else stay one, second after second, and a span that begins between two bursts would see a tenth less than is allowed.
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local lease = tonumber(ARGV[1])
local layerCount = tonumber(ARGV[2])
local waitingKey = KEYS[#KEYS]
local RECOVERY_MS = 600000
local FASTER, AT_ONCE, PACED_FROM = 1.05, 1 / 10, 10

local layers = {}
local cursor = 3
for i = 1, layerCount do
  local limit, per = tonumber(ARGV[cursor]), tonumber(ARGV[cursor + 1])
  local slots, control = KEYS[2 * i - 1], KEYS[2 * i]
  redis.call('ZREMRANGEBYSCORE', slots, '-inf', now)
  local state = redis.call('HMGET', control, 'paused', 'factor', 'since')
  local paused = tonumber(state[1]) or 0
  if state[2] then
    local factor = tonumber(state[2]) + (now - tonumber(state[3])) / RECOVERY_MS
    if factor < 1 then limit = math.max(1, math.floor(limit * factor)) end
  end
  local layer = { slots = slots, per = per, shared = ARGV[cursor + 2] == '1', paused = paused,
    free = limit - redis.call('ZCARD', slots) }
  if layer.shared and limit >= PACED_FROM then
    layer.step = per / limit / FASTER
    layer.ahead = layer.step * math.floor(limit * AT_ONCE)
    layer.pace = tonumber(redis.call('HGET', waitingKey, 'pace:' .. slots)) or 0
  end
  layers[i] = layer
  cursor = cursor + 3
end

local function waitFor(layer)
  if layer.paused > now then return math.ceil(layer.paused - now) end
  if layer.free > 0 then return layer.pace and math.max(0, math.ceil(layer.pace - layer.ahead - now)) or 0 end
  local first = redis.call('ZRANGE', layer.slots, 0, 0, 'WITHSCORES')
  -- A slot in flight is free no sooner than `per` after an answer that has yet to come.
  return math.max(1, math.ceil(math.min(tonumber(first[2]) - now, layer.per)))
end

local ahead = {}
local waiting = redis.call('HGETALL', waitingKey)
for i = 1, #waiting, 2 do
  local rank = tonumber(waiting[i])
  if rank and tonumber(waiting[i + 1]) > now then ahead[rank] = true end
end

local answers = {}
while cursor <= #ARGV do
  local id, priority, count = ARGV[cursor], tonumber(ARGV[cursor + 1]), tonumber(ARGV[cursor + 2])
  local own, shared, held = 0, 0, true
  for j = 1, count do
    local layer = layers[tonumber(ARGV[cursor + 2 + j])]
    if held and redis.call('ZSCORE', layer.slots, id) == false then held = false end
    local wait = waitFor(layer)
    if layer.shared then
      for other, _ in pairs(ahead) do
        if other < priority and wait == 0 then wait = 2 end
      end
      shared = math.max(shared, wait)
    else
      own = math.max(own, wait)
    end
  end
  if held then
    answers[#answers + 1] = 0
  elseif own > 0 then
    answers[#answers + 1] = own
  elseif shared > 0 then
    redis.call('HSET', waitingKey, priority, now + shared + 50)
    redis.call('PEXPIRE', waitingKey, 60000)
    ahead[priority] = true
    answers[#answers + 1] = -shared
  else
    for j = 1, count do
      local layer = layers[tonumber(ARGV[cursor + 2 + j])]
      redis.call('ZADD', layer.slots, now + lease + layer.per, id)
      redis.call('PEXPIRE', layer.slots, math.ceil(lease + layer.per + 1000))
      layer.free = layer.free - 1
      if layer.pace then
        layer.pace = math.max(layer.pace, now) + layer.step
        redis.call('HSET', waitingKey, 'pace:' .. layer.slots, layer.pace)
        redis.call('PEXPIRE', waitingKey, 60000)
      end
    end
    if ahead[priority] then
      redis.call('HDEL', waitingKey, priority)
      ahead[priority] = nil
    end
    answers[#answers + 1] = 0
  end
  cursor = cursor + 3 + count
end
return answers
