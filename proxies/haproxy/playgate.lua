-- Asks Playgate about the request, by the fields that Traefik and Caddy use.

local playgate = "http://127.0.0.1:8081/forwarded"

-- What the decision looks at. All field lines of each: Playgate refuses what comes twice.
local of_the_viewer = { "authorization", "cookie", "origin", "referer" }

-- What is told to the viewer of a refusal.
local of_the_answer = {
    "content-type", "cache-control", "retry-after", "allow", "www-authenticate", "location", "vary", "x-request-id",
    "referrer-policy", "x-content-type-options", "access-control-allow-origin", "access-control-allow-credentials",
    "access-control-expose-headers"
}

-- What an answer that admits may say, beside what each of them does. A trace (playgate.tracing) goes on at the origin.
local optional = { cookie = "set-cookie", traceparent = "traceparent", tracestate = "tracestate" }

-- What the origin is told of the viewer's. An Upgrade would open a way past the decision.
local to_the_origin = {
    ["accept"] = true, ["accept-encoding"] = true, ["accept-language"] = true, ["if-match"] = true,
    ["if-modified-since"] = true, ["if-none-match"] = true, ["if-range"] = true, ["if-unmodified-since"] = true,
    ["range"] = true, ["user-agent"] = true
}

local function values(lines)
    local found = {}
    if lines ~= nil then
        local i = lines[0] ~= nil and 0 or 1
        while lines[i] ~= nil do
            found[#found + 1] = lines[i]
            i = i + 1
        end
    end
    return found
end

local function ask(txn)
    local viewers = txn.http:req_get_headers()
    local fields = {
        ["x-forwarded-method"] = { txn.sf:method() },
        ["x-forwarded-uri"] = { txn.sf:pathq() },
        -- Behind another proxy: add the values of the viewer's x-forwarded-for before this one.
        ["x-forwarded-for"] = { txn.sf:src() },
        ["x-forwarded-host"] = values(viewers["host"])
    }
    for _, name in ipairs(of_the_viewer) do
        local lines = values(viewers[name])
        if #lines > 0 then
            fields[name] = lines
        end
    end
    -- Milliseconds. HAProxy's client tries four times.
    return core.httpclient():get { url = playgate, headers = fields, timeout = 600 }
end

local function keep_what_media_needs(txn)
    for name in pairs(txn.http:req_get_headers()) do
        if not to_the_origin[name] then
            txn.http:req_del_header(name)
        end
    end
end

local function refuse(txn, answer)
    local reply = txn:reply { status = answer.status, body = answer.body }
    for _, name in ipairs(of_the_answer) do
        for _, value in ipairs(values(answer.headers[name])) do
            reply:add_header(name, value)
        end
    end
    txn:done(reply)
end

core.register_action("playgate", { "http-req" }, function(txn)
    local answer = ask(txn)
    local target = answer and answer.headers and values(answer.headers["x-playgate-target"])[1]
    if answer.status == 200 and target then
        txn:set_var("txn.playgate_target", target)
        txn:set_var("txn.playgate_stream", values(answer.headers["x-playgate-stream"])[1])
        txn:set_var("txn.playgate_request", values(answer.headers["x-request-id"])[1])
        for name, field in pairs(optional) do
            local value = values(answer.headers[field])[1]
            if value then
                txn:set_var("txn.playgate_" .. name, value)
            end
        end
        keep_what_media_needs(txn)
    elseif answer.headers and values(answer.headers["x-request-id"])[1] then
        refuse(txn, answer)
    end
end, 0)
