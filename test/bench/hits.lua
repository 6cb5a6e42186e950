-- Bodies for wrk: every request is a visit of its own, from an address of its own, so that nothing is answered from memory.
-- Arguments: path, origin, hits a request.
local alphabet = "0123456789abcdefghijklmnopqrstuvwxyz"
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

local function base36(value, length)
  local text = ""
  while value > 0 do
    local digit = value % 36
    text = alphabet:sub(digit + 1, digit + 1) .. text
    value = math.floor(value / 36)
  end
  return string.rep("0", length - #text) .. text
end

function init(args)
  path, origin, count = args[1], args[2], tonumber(args[3])
  math.randomseed(os.time() + number)
  sent = math.random(1000000) * 1000
  headers = {
    ["content-type"] = "text/plain",
    ["origin"] = origin,
    ["user-agent"] = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
  }
end

function request()
  sent = sent + 1
  local now = os.time() * 1000
  local id = base36(now, 8) .. base36(number, 2) .. base36(sent, 10)
  headers["x-forwarded-for"] = string.format("10.%d.%d.%d", sent % 250, math.floor(sent / 250) % 250, math.floor(sent / 62500) % 250)
  local hits = {}
  for index = 1, count do
    hits[index] = string.format('{"kind":"page","at":%d,"path":"/page%d"}', index * 1000, index)
  end
  local body = string.format(
    '{"sentAt":%d,"visit":{"id":"%s","visitor":"%s","url":"https://example.com/?utm_source=google&utm_medium=cpc&utm_campaign=%d&utm_content=%d&gclid=%s","referrer":"","language":"uk-UA","zone":"Europe/Kyiv"},"hits":[%s]}',
    now, id, id, 1000 + sent % 20, 5000 + sent % 200, id, table.concat(hits, ",")
  )
  return wrk.format("POST", path, headers, body)
end

function done(summary, latency)
  io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration, summary.errors.status + summary.errors.read + summary.errors.timeout + summary.errors.connect, latency:percentile(50), latency:percentile(99)))
end
