package dev.playgate.edge.h5live;

import java.util.Optional;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;

import dev.playgate.edge.OriginAddress;
import dev.playgate.stream.PlayoutTarget;

/** What an origin is asked: nothing but parsed values, and nothing of who asks (security B1, B6). */
record OriginRequest(OriginAddress origin, String target, Optional<String> userAgent, Optional<Deflate> deflate) {

    static OriginRequest of(OriginAddress origin, PlayoutTarget target, HttpRequest viewer, Optional<Deflate> deflate) {
        return new OriginRequest(origin, target.originTarget(),
                viewer.headers().getAll(HttpHeaderNames.USER_AGENT).stream().findFirst(), deflate);
    }
}
