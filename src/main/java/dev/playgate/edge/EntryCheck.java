package dev.playgate.edge;

import java.util.Optional;

import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;

import dev.playgate.policy.Refusal;
import dev.playgate.stream.Medium;
import dev.playgate.stream.ParsedTarget;
import dev.playgate.stream.PlayoutTarget;
import dev.playgate.stream.TargetParser;

/** Judges the head of a request before anything else is done with it: whether it can be read in one way, and what for. */
record EntryCheck(TargetParser targets, SocketDoor sockets) {

    /** What becomes of a request at the {@link FrontDoor}. */
    sealed interface Entry {

        /** It is answered at once, and nothing behind it is read. */
        record Refused(Refusal reason) implements Entry {}

        /** It asks for a WebSocket: the connection is the handler's from now on. */
        record Handshake(ChannelHandler socket) implements Entry {}

        /** It goes on. */
        record Passed(ParsedTarget target) implements Entry {}
    }

    /** @param alone whether the connection holds nothing but this request, so that another protocol may follow */
    Entry judge(HttpRequest request, boolean alone) {
        ParsedTarget target = targets.parse(request.uri());
        Optional<Refusal> fault = headFault(request);
        if (fault.isPresent()) {
            return new Entry.Refused(fault.get());
        }
        if (isForSocket(request, alone)) {
            Optional<ChannelHandler> socket = socketFor(request, target);
            if (socket.isPresent()) {
                return new Entry.Handshake(socket.get());
            }
        }
        return switch (target) {
            case ParsedTarget.Faulty(var targetFault) -> new Entry.Refused(TargetFaults.refusal(targetFault));
            case ParsedTarget.NotPlayout _,PlayoutTarget _ -> new Entry.Passed(target);
        };
    }

    private static Optional<Refusal> headFault(HttpRequest request) {
        if (request.decoderResult().isFailure() || !isKnown(request.protocolVersion())) {
            return Optional.of(Refusal.REQUEST_MALFORMED);
        }
        HttpHeaders headers = request.headers();
        return RequestSyntax.fault(request.method().name(), headers.getAll(HttpHeaderNames.HOST),
                headers.getAll(HttpHeaderNames.CONTENT_LENGTH), headers.getAll(HttpHeaderNames.TRANSFER_ENCODING));
    }

    private static boolean isKnown(HttpVersion version) {
        return version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0);
    }

    /**
     * Whether it asks for a WebSocket and can have one. For everything else an offer to change the protocol is as if it had
     * not been made (RFC 9110 section 7.8): nothing behind the door upgrades a connection (security B8).
     */
    private static boolean isForSocket(HttpRequest request, boolean alone) {
        HttpHeaders headers = request.headers();
        if (!headers.contains(HttpHeaderNames.UPGRADE)) {
            return false;
        }
        if (alone && headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            return true;
        }
        headers.remove(HttpHeaderNames.UPGRADE);
        return false;
    }

    private Optional<ChannelHandler> socketFor(HttpRequest request, ParsedTarget target) {
        Optional<ChannelHandler> handler = switch (target) {
            case PlayoutTarget playout when playout.form().medium().isSocket() ->
                Optional.of(sockets.open(request, playout));
            case ParsedTarget.Faulty(var fault) when isOfH5Live(request) ->
                Optional.of(sockets.refuse(request, TargetFaults.refusal(fault)));
            case ParsedTarget.Faulty _,ParsedTarget.NotPlayout _,PlayoutTarget _ -> Optional.empty();
        };
        if (handler.isEmpty()) {
            request.headers().remove(HttpHeaderNames.UPGRADE);
        }
        return handler;
    }

    private boolean isOfH5Live(HttpRequest request) {
        return targets.formOfTarget(request.uri()).filter(form -> form.medium() == Medium.H5LIVE).isPresent();
    }
}
