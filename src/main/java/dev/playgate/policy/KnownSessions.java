package dev.playgate.policy;

import java.time.Duration;
import java.time.Instant;
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
    private record Seen(Stream stream, Ticket.Traits traits, Instant end) implements Revocable {

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
        sessions.put(ticket.session(), new Seen(stream, ticket.traits(), ticket.end()));
    }

    /** How many of them are for streams of the organisation. */
    public long count(OrganisationId organisation, Instant now) {
        return sessions.asMap().values().stream()
                .filter(seen -> seen.stream().organisation().equals(organisation) && now.isBefore(seen.end()))
                .count();
    }

    /** How many of them the rule would end, by the stream that each was seen at last. */
    public long countHit(RevocationRule rule, Instant now) {
        return sessions.asMap().values().stream()
                .filter(seen -> seen.stream().organisation().equals(rule.organisation()) && now.isBefore(seen.end())
                        && RevocationRules.isOf(rule, seen, now) && RevocationRules.isAt(rule, seen.stream()))
                .count();
    }
}
