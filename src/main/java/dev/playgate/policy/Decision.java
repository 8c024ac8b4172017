package dev.playgate.policy;

import java.time.Duration;
import java.util.Optional;

import dev.playgate.stream.Stream;
import dev.playgate.viewer.IpRange;

/** What the {@link Gatekeeper} says of a playout request. */
public sealed interface Decision {

    /** The credential's right, as far as one was read: for logs and metrics. */
    Optional<Right> right();

    /**
     * The origin may be asked.
     *
     * @param right empty when the organisation's playouts are open
     * @param matchedAddress the entry of the right's addresses that holds the viewer's; empty if it names none
     * @param shadowed what enforcement would have said, had the organisation not only {@code secure} in shadow
     */
    record Admitted(Stream stream, Optional<Right> right, Optional<IpRange> matchedAddress,
            Optional<Shadowed> shadowed) implements Decision {

        /** Whether this request begins a session: it carries a token itself, not a ticket made from one. */
        public boolean opensSession() {
            return right.isPresent() && right.get() instanceof Right.OfToken;
        }
    }

    /**
     * A refusal or an outage that is only noted.
     *
     * @param right the credential's, as far as one was read; it opens nothing here
     */
    record Shadowed(Reason reason, Optional<Right> right) {}

    /** The origin is not asked. */
    record Refused(Refusal reason, Optional<Right> right) implements Decision {}

    /** Refused for now: nothing is known against the request. */
    record Unavailable(Outage reason, Duration retryAfter, Optional<Right> right) implements Decision {}
}
