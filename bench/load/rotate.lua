-- Asks one target with one token after another, and prints what came of it as one line of JSON:
--   wrk ... URL -- TARGET TOKENS FIRST COUNT [once]
-- TOKENS is a file with a token in each line, of which COUNT are used from number FIRST (from 0) on. With "once" the load
-- ends when each was sent.

local ffi = require("ffi")
ffi.cdef("int getpid(); int kill(int process, int signal);")

local requests, sent, last, once = {}, 0, 0, false

function init(args)
    local number, first, count = 0, tonumber(args[3]), tonumber(args[4])
    for token in io.lines(args[2]) do
        if number >= first then
            requests[#requests + 1] = wrk.format("GET", args[1] .. "?jwtoken=" .. token)
        end
        number = number + 1
        if number == first + count then break end
    end
    if #requests < count then error("there are not " .. count .. " tokens from " .. first .. " on") end
    last, once = #requests, args[5] == "once"
end

function request()
    if sent == last then
        if once then stop() else sent = 0 end
    end
    sent = math.min(sent + 1, last)
    return requests[sent]
end

function stop()
    wrk.thread:stop()
    -- The thread alone ends; wrk would sleep on for the rest of its time.
    ffi.C.kill(ffi.C.getpid(), 2)
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format('{"requests": %d, "bytes": %d, "microseconds": %d, "refused": %d, "broken": %d, '
            .. '"timeouts": %d, "p50": %d, "p99": %d}\n',
        summary.requests, summary.bytes, summary.duration, errors.status, errors.connect + errors.read + errors.write,
        errors.timeout, latency:percentile(50), latency:percentile(99)))
end
