package dev.playgate.edge.h5live;

import java.util.Map;
import java.util.Optional;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;

import dev.playgate.edge.OriginAddress;
import dev.playgate.edge.OriginTries;
import dev.playgate.stream.PlayoutTarget;

/**
 * What an origin is asked: nothing but parsed values, and nothing of who asks (security B1, B6).
 *
 * @param trace fields of our own
 */
record OriginRequest(OriginAddress origin, String target, Optional<String> userAgent, Optional<Deflate> deflate,
        Map<String, String> trace) {

    static OriginRequest of(OriginTries tries, PlayoutTarget target, HttpRequest viewer, Optional<Deflate> deflate) {
        return new OriginRequest(tries.origin(), target.originTarget(),
                viewer.headers().getAll(HttpHeaderNames.USER_AGENT).stream().findFirst(), deflate,
                tries.traceFields());
    }
}
