package dev.playgate.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

import dev.playgate.catalog.Catalog;
import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.RevocationRule;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.Stream;
import dev.playgate.token.Ticket;

/**
 * The sessions that run in this process: WebSockets and long responses, and what was lately fetched piece by piece; of the
 * latter at most {@value #MAXIMUM}. Those whose token has been revoked are none.
 */
public final class KnownSessions {

    static final int MAXIMUM = 200_000;

    /** Players of a live stream ask for a playlist every few seconds. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Catalog catalog;
    private final OpenPlayouts open;
    private final Cache<Long, KnownSession> seen;

    /** None was seen so far. */
    public KnownSessions(Catalog catalog, OpenPlayouts open, Ticker ticker) {
        this.catalog = catalog;
        this.open = open;
        seen = Caffeine.newBuilder().maximumSize(MAXIMUM).expireAfterWrite(KEPT).ticker(ticker)
                // Its upkeep is less than waking another thread for it.
                .executor(Runnable::run).build();
    }

    void note(Ticket ticket, Stream stream, PlayoutRequest request) {
        seen.put(ticket.session(),
                KnownSession.of(ticket, stream, request, 0).with(seen.getIfPresent(ticket.session())));
    }

    /** Those for streams of the organisation, by the stream's name. */
    public List<KnownSession> list(OrganisationId organisation, Instant now) {
        return of(organisation, now).stream()
                .sorted(Comparator.comparing((KnownSession session) -> session.stream().name().value())
                        .thenComparingLong(KnownSession::id))
                .toList();
    }

    private Collection<KnownSession> of(OrganisationId organisation, Instant now) {
        Optional<CatalogSnapshot> snapshot = catalog.current();
        Map<Long, KnownSession> all = new HashMap<>();
        for (KnownSession session : seen.asMap().values()) {
            if (session.stream().organisation().equals(organisation)) {
                all.put(session.id(), session);
            }
        }
        for (Grounds grounds : open.of(organisation)) {
            Optional<Stream> stream = snapshot
                    .flatMap(known -> known.stream(grounds.request().target().stream()));
            if (stream.isPresent() && grounds.ticket().isPresent()) {
                KnownSession session = KnownSession.of(grounds.ticket().get(), stream.get(), grounds.request(), 1);
                all.merge(session.id(), session, (before, next) -> next.with(before));
            }
        }
        all.values().removeIf(session -> !now.isBefore(session.end())
                || snapshot.filter(known -> session.isRevoked(known, now)).isPresent());
        return all.values();
    }

    /** How many sessions for streams of the organisation. */
    public long count(OrganisationId organisation, Instant now) {
        return count(of(organisation, now));
    }

    /** How many sessions these are together, see {@link KnownSession#count}. */
    public static long count(Collection<KnownSession> sessions) {
        return sessions.stream().mapToLong(KnownSession::count).sum();
    }

    /** How many of them the rule would end, by the stream that each was seen at last. */
    public long countHit(RevocationRule rule, Instant now) {
        return count(of(rule.organisation(), now).stream()
                .filter(session -> RevocationRules.isOf(rule, session, now)
                        && RevocationRules.isAt(rule, session.stream()))
                .toList());
    }
}
