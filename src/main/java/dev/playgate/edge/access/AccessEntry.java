package dev.playgate.edge.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.playgate.viewer.IpAddress;

/**
 * A request that is over, as it was written: nothing of it has been judged, and a token may stand anywhere. It is in
 * memory until {@link AccessReader} has made a line of it.
 *
 * @param target the request line's
 * @param peer the socket's; empty: another proxy holds the request, whose peer is the last of the hops
 * @param hops the lines of {@code X-Forwarded-For}
 * @param status that was answered; {@value #UNANSWERED} if the viewer left before
 * @param bytes of the body, or of all that a WebSocket was sent, as far as the system took them
 * @param requestId empty if nothing was answered
 */
record AccessEntry(Instant begun, long nanos, Optional<IpAddress> peer, List<String> hops, String method, String target,
        String protocol, List<String> referers, List<String> agents, int status, long bytes,
        Optional<String> requestId) {

    /** As nginx has it. */
    static final int UNANSWERED = 499;

    /** The same request, this much later. */
    AccessEntry soFar(long elapsed, int answered, long sent, Optional<String> id) {
        return new AccessEntry(begun, elapsed, peer, hops, method, target, protocol, referers, agents, answered, sent,
                id);
    }

    /** Without a word of the request. */
    @Override
    public String toString() {
        return "AccessEntry[" + begun + "]";
    }
}
