package dev.playgate.edge.access;

import java.time.Instant;
import java.util.Optional;

/**
 * What the log says of a request. No token is in it, and no control character (security G1).
 *
 * @param bytes of the body, or of all that a WebSocket was sent
 * @param seconds from the request's head to the end of its answer
 * @param route what the paths of the playout form start with
 * @param reason why nothing was served
 */
record AccessLine(Instant begun, double seconds, Optional<String> address, String method, String target,
        String protocol, int status, long bytes, Optional<String> referer, Optional<String> agent,
        Optional<String> route, Optional<String> stream, Optional<String> reason, Optional<String> requestId) {

    /** The target without its query; {@code -} if the target was not understood. */
    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
