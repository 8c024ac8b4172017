package dev.playgate.policy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.google.common.hash.Hashing;

import dev.playgate.catalog.Catalog;
import dev.playgate.catalog.Label;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamName;
import dev.playgate.token.PlaybackClaims;
import dev.playgate.token.Scope;
import dev.playgate.token.Ticket;
import dev.playgate.viewer.IpAddress;

/** What a token's holder is given for the children of a playlist: never more than the token opens. */
public final class SessionTickets {

    /** Of the default of 12 hours, five minutes. */
    private static final int PROOF_STEPS = 144;

    private final Catalog catalog;
    private final Duration maximumSession;
    private final long proofStep;
    private final KnownSessions known;

    /** @param known is told of each session that begins or goes on */
    public SessionTickets(Catalog catalog, PolicySettings settings, KnownSessions known) {
        this.catalog = catalog;
        this.known = known;
        this.maximumSession = settings.maximumSession();
        this.proofStep = Math.max(1, maximumSession.toSeconds() / PROOF_STEPS);
    }

    /** The ticket of the session that a request was let through for; empty: the playout needs none. */
    public Optional<Ticket> of(Decision.Admitted admitted, PlayoutRequest request) {
        return admitted.right().map(right -> switch (right) {
            case Right.OfTicket running -> goOn(admitted, running, request);
            case Right.OfToken token -> begin(admitted, token, request);
        });
    }

    /**
     * The ticket of a session that begins now. It ends a fixed time after the proof, whatever the token's {@code exp},
     * unless the token says {@code forceDisconnect} (product section 3).
     *
     * <p>Players tell segments and initialisation sections by their URLs, and some ask for every reload of a playlist
     * with the token. So the same viewer with the same token gets the same ticket, from any replica, for as long as the
     * proof counts as one: the instant of the proof is rounded down to a {@value #PROOF_STEPS}th of the longest session.
     */
    Ticket begin(Decision.Admitted admitted, Right.OfToken right, PlayoutRequest request) {
        PlaybackClaims claims = right.claims();
        long now = request.now().getEpochSecond();
        Instant provedAt = Instant.ofEpochSecond(now - now % proofStep);
        Instant longest = provedAt.plus(maximumSession);
        Instant end = claims.forceDisconnect() && claims.expiresAt().isBefore(longest)
                ? claims.expiresAt().truncatedTo(ChronoUnit.SECONDS)
                : longest;
        Ticket ticket = new Ticket(session(claims, request.address()), right.organisation(), admitted.stream().group(),
                streams(claims.scope(), admitted.stream()), right.jti(), right.key(), right.domain(),
                admitted.matchedAddress(), traits(claims), provedAt, end);
        known.note(ticket, admitted.stream(), request);
        return ticket;
    }

    /** The ticket of a session that goes on: the same. */
    Ticket goOn(Decision.Admitted admitted, Right.OfTicket right, PlayoutRequest request) {
        known.note(right.ticket(), admitted.stream(), request);
        return right.ticket();
    }

    private static Ticket.Traits traits(PlaybackClaims claims) {
        return new Ticket.Traits(claims.issuedAt(),
                claims.user().map(user -> Label.ofUser(claims.organisation(), user).digest()).orElse(0L),
                claims.tag().map(tag -> Label.ofTag(claims.organisation(), tag).digest()).orElse(0L),
                claims.sessions().orElse(0));
    }

    /** Names the session in logs; a token that is shared makes one session for each address. */
    private static long session(PlaybackClaims claims, Optional<IpAddress> viewer) {
        return Hashing.sha256().hashString(claims.organisation() + " " + claims.jti() + " "
                + viewer.map(IpAddress::toString).orElse(""), StandardCharsets.UTF_8).asLong();
    }

    /**
     * Only those of the group, so that a token that names many streams makes no long ticket; the one that was admitted
     * in any case, since a ticket without names opens the whole group.
     */
    private Set<StreamName> streams(Scope scope, Stream admitted) {
        return switch (scope) {
            case Scope.Streams(var names) -> names.stream()
                    .filter(name -> name.equals(admitted.name()) || isOf(name, admitted.group()))
                    .collect(Collectors.toUnmodifiableSet());
            case Scope.Group _,Scope.Organisation _ -> Set.of();
        };
    }

    private boolean isOf(StreamName name, GroupId group) {
        return catalog.current().flatMap(snapshot -> snapshot.stream(name))
                .map(stream -> stream.group().equals(group)).orElse(false);
    }
}
