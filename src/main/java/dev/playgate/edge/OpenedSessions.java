package dev.playgate.edge;

import java.time.Duration;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

import dev.playgate.policy.PlayoutRequest;
import dev.playgate.policy.Right;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.StreamName;
import dev.playgate.viewer.IpAddress;

/**
 * Tells the request that opens a session from those that go on with it, where a player sends its token with each; at most
 * {@value #MAXIMUM} are known.
 */
final class OpenedSessions {

    static final int MAXIMUM = 100_000;

    /** After a longer pause it is another one. */
    static final Duration PAUSE = Duration.ofMinutes(5);

    private final Cache<Session, Boolean> sessions;

    private record Session(OrganisationId organisation, String jti, StreamName stream, Optional<IpAddress> address) {}

    OpenedSessions(Ticker ticker) {
        sessions = Caffeine.newBuilder().maximumSize(MAXIMUM).expireAfterAccess(PAUSE).ticker(ticker)
                // Its upkeep is less than waking another thread for it.
                .executor(Runnable::run).build();
    }

    /** Whether it is the first of its session; the next is not. */
    boolean opens(Right right, PlayoutRequest request) {
        Session session = session(right, request);
        return sessions.getIfPresent(session) == null && sessions.asMap().putIfAbsent(session, true) == null;
    }

    /** Whether there was one of its session already. */
    boolean knows(Right right, PlayoutRequest request) {
        return sessions.getIfPresent(session(right, request)) != null;
    }

    private static Session session(Right right, PlayoutRequest request) {
        return new Session(right.organisation(), right.jti(), request.target().stream(), request.address());
    }
}
