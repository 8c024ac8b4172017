package dev.playgate.policy;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.Label;
import dev.playgate.stream.Stream;
import dev.playgate.token.Ticket;
import dev.playgate.viewer.IpAddress;
import dev.playgate.viewer.PageEvidence;

/**
 * What one token plays from the address that it came from at first, as this process has seen it.
 *
 * @param id of the session
 * @param stream that it was seen at last
 * @param jti of its token
 * @param traits of its token
 * @param addresses where it was seen, as {@link IpAddress#subscriber} has them; at most {@value #MAXIMUM_ADDRESSES}
 * @param page whether any of its requests showed the page that plays
 * @param since when it was seen first
 * @param end when it ends at the latest
 * @param connections WebSockets and long responses of it that run; none where it is fetched piece by piece
 */
public record KnownSession(long id, Stream stream, String jti, Ticket.Traits traits, Set<IpAddress> addresses,
        boolean page, Instant since, Instant end, int connections) implements Revocable {

    /** Of a ticket that is passed around, more say nothing new. */
    static final int MAXIMUM_ADDRESSES = 64;

    public KnownSession {
        addresses = Set.copyOf(addresses);
    }

    static KnownSession of(Ticket ticket, Stream stream, PlayoutRequest request, int connections) {
        return new KnownSession(ticket.session(), stream, ticket.jti(), ticket.traits(),
                request.address().map(address -> Set.of(address.subscriber())).orElse(Set.of()),
                request.page() instanceof PageEvidence.Page, request.now(), ticket.end(), connections);
    }

    /** The same session, of which this is the newest, with what was seen of it otherwise. */
    KnownSession with(@Nullable KnownSession other) {
        if (other == null) {
            return this;
        }
        return new KnownSession(id, stream, jti, traits, union(other.addresses), page || other.page,
                other.since.isBefore(since) ? other.since : since, other.end.isAfter(end) ? other.end : end,
                connections + other.connections);
    }

    private Set<IpAddress> union(Set<IpAddress> others) {
        if (others.containsAll(addresses) || others.size() >= MAXIMUM_ADDRESSES) {
            return others;
        }
        Set<IpAddress> all = new HashSet<>(others);
        all.addAll(addresses);
        return all;
    }

    /**
     * For how many it counts: each WebSocket and long response, or one that is fetched piece by piece, as where sessions
     * are limited.
     */
    public int count() {
        return Math.max(1, connections);
    }

    /** Whether its token has been revoked since, by itself or by a rule. */
    boolean isRevoked(CatalogSnapshot catalog, Instant now) {
        return catalog.isRevoked(stream.organisation(), jti) || catalog.revocationRules(stream.organisation()).stream()
                .anyMatch(rule -> RevocationRules.isOf(rule, this, now) && RevocationRules.isAt(rule, stream));
    }

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
