package dev.playgate.edge;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer that Playgate gives itself, as plain values.
 *
 * @param headers beside those that every answer has
 * @param body the failure envelope of product section 4 as JSON; empty for an answer without one
 */
public record Answer(int status, Map<String, String> headers, String body) {

    public Answer {
        headers = Map.copyOf(headers);
    }

    /** The body's. */
    public byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
