package dev.playgate.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

import dev.playgate.catalog.Label;
import dev.playgate.catalog.RevocationRule;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.Stream;
import dev.playgate.token.Ticket;

/** The sessions that were lately seen to run in this process; at most {@value #MAXIMUM}. */
public final class KnownSessions {

    static final int MAXIMUM = 200_000;

    /** Players of a live stream ask for a playlist every few seconds. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Cache<Long, Seen> sessions;

    /** @param stream that it was seen at last */
    private record Seen(Stream stream, String jti, Ticket.Traits traits, Instant end) implements Revocable {

        @Override
        public Optional<Instant> issuedAt() {
            return traits.issuedAt();
        }

        @Override
        public boolean hasUser(Label user) {
            return traits.user() == user.digest();
        }

        @Override
        public boolean hasTag(Label tag) {
            return traits.tag() == tag.digest();
        }
    }

    /** None so far. */
    public KnownSessions(Ticker ticker) {
        sessions = Caffeine.newBuilder().maximumSize(MAXIMUM).expireAfterWrite(KEPT).ticker(ticker)
                // Its upkeep is less than waking another thread for it.
                .executor(Runnable::run).build();
    }

    void note(Ticket ticket, Stream stream) {
        sessions.put(ticket.session(), new Seen(stream, ticket.jti(), ticket.traits(), ticket.end()));
    }

    /**
     * One of them.
     *
     * @param id of the session
     * @param stream that it was seen at last
     * @param jti of its token
     * @param end when it ends at the latest
     */
    public record Running(long id, Stream stream, String jti, Instant end) {}

    /** Those for streams of the organisation, by the stream's name. */
    public List<Running> list(OrganisationId organisation, Instant now) {
        return sessions.asMap().entrySet().stream().filter(known -> isOf(organisation, known.getValue(), now))
                .map(known -> new Running(known.getKey(), known.getValue().stream(), known.getValue().jti(),
                        known.getValue().end()))
                .sorted(Comparator.comparing((Running running) -> running.stream().name().value())
                        .thenComparingLong(Running::id))
                .toList();
    }

    private static boolean isOf(OrganisationId organisation, Seen seen, Instant now) {
        return seen.stream().organisation().equals(organisation) && now.isBefore(seen.end());
    }

    /** How many of them are for streams of the organisation. */
    public long count(OrganisationId organisation, Instant now) {
        return sessions.asMap().values().stream().filter(seen -> isOf(organisation, seen, now)).count();
    }

    /** How many of them the rule would end, by the stream that each was seen at last. */
    public long countHit(RevocationRule rule, Instant now) {
        return sessions.asMap().values().stream()
                .filter(seen -> isOf(rule.organisation(), seen, now) && RevocationRules.isOf(rule, seen, now)
                        && RevocationRules.isAt(rule, seen.stream()))
                .count();
    }
}
