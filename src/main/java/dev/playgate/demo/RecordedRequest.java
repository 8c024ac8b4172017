package dev.playgate.demo;

import java.time.Instant;
import java.util.List;

/**
 * A request as the sample origin received it.
 *
 * @param target the request line's target, undecoded
 * @param headers in the order and spelling in which they came, repeated ones included
 * @param peer address and port of the connection's other end
 */
public record RecordedRequest(Instant time, String method, String target, List<Header> headers, String peer) {

    public RecordedRequest {
        headers = List.copyOf(headers);
    }

    /** One header line. */
    public record Header(String name, String value) {}
}
