package dev.playgate.edge.h5live;

import java.net.URI;
import java.util.Optional;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;

import dev.playgate.stream.PlayoutTarget;

/**
 * What an origin is asked: nothing but parsed values, and nothing of who asks (security B1, B6).
 *
 * @param origin scheme, host and port
 */
record OriginRequest(URI origin, String target, Optional<String> userAgent, Optional<Deflate> deflate) {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    static OriginRequest of(PlayoutTarget target, HttpRequest viewer, Optional<Deflate> deflate) {
        return new OriginRequest(target.form().origin(), target.originTarget(),
                viewer.headers().getAll(HttpHeaderNames.USER_AGENT).stream().findFirst(), deflate);
    }

    boolean isSecure() {
        return "https".equals(origin.getScheme());
    }

    int port() {
        int standard = isSecure() ? HTTPS : HTTP;
        return origin.getPort() < 0 ? standard : origin.getPort();
    }

    /** The field {@code Host}. */
    String host() {
        return origin.getRawAuthority();
    }

    /** To connect to. */
    String hostName() {
        String host = origin.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
