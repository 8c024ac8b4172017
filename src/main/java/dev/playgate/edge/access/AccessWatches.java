package dev.playgate.edge.access;

import java.util.Optional;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;

/** Begins to watch requests, for the log and traces: those of viewers by the {@link AccessWatch} of their connection. */
public record AccessWatches(AccessLog log, Traces traces, AccessReader reader) {

    /** For one connection; empty: neither the log nor traces are on. */
    public Optional<AccessWatch> open() {
        return log.isOn() || traces.isOn() ? Optional.of(new AccessWatch(this)) : Optional.empty();
    }

    /** A viewer's request was let in; empty: nothing is said of it. */
    Optional<WatchedRequest> begin(HttpRequest request, Channel viewer) {
        RequestTrace trace = traces.begin(request, viewer);
        // The decoder's own target is none of the viewer's.
        return log.isOn() || trace.isRecorded()
                ? Optional.of(new WatchedRequest(this, trace, viewer, request.method().name(),
                        request.decoderResult().isFailure() ? "" : request.uri(), request.protocolVersion().text(),
                        request.headers()))
                : Optional.empty();
    }

    /**
     * Another proxy asks, who is told when {@link WatchedRequest#isAbout} is known.
     *
     * @param version if it is not HTTP/2
     */
    public WatchedRequest asked(String method, String target, String version, HttpHeaders fields, Channel proxy) {
        return new WatchedRequest(this, traces.asked(method, fields, proxy), proxy, method, target, version, fields);
    }
}
