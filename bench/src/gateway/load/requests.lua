-- For wrk: sends the requests of a file in turn. The file holds, for each, a line with its length in bytes and the request as it goes out.

local requests = {}
local last = 0

function init(args)
  local file = assert(io.open(args[1], 'rb'))
  for length in file:lines() do
    requests[#requests + 1] = file:read(tonumber(length))
  end
  file:close()
end

function request()
  last = last % #requests + 1
  return requests[last]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"requests":%d,"microseconds":%d,"bytes":%d,"failed":%d,"p99Microseconds":%d}\n',
    summary.requests,
    summary.duration,
    summary.bytes,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(99)
  ))
end
