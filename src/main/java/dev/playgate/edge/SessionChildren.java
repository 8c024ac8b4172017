package dev.playgate.edge;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.playgate.edge.playlist.ChildReferences;
import dev.playgate.edge.playlist.QueryParameter;
import dev.playgate.edge.playlist.StreamNaming;
import dev.playgate.policy.Credentials;
import dev.playgate.policy.Decision;
import dev.playgate.policy.PlayoutRequest;
import dev.playgate.policy.SessionTickets;
import dev.playgate.stream.PlayoutTarget;
import dev.playgate.stream.TargetParser;
import dev.playgate.token.Ticket;
import dev.playgate.token.TicketSeal;

/**
 * What the children of a playlist are given: a ticket made from the token of the entry request, or the ticket that the
 * request itself came with, since a ticket never renews one.
 */
final class SessionChildren {

    /** The query parameter of a ticket. */
    static final String TICKET_PARAMETER = "ticket";

    private final SessionTickets tickets;
    private final TicketSeal seal;
    private final TargetParser targets;
    private final Set<String> credentialParameters;

    SessionChildren(SessionTickets tickets, TicketSeal seal, TargetParser targets, List<String> credentialParameters) {
        this.tickets = tickets;
        this.seal = seal;
        this.targets = targets;
        this.credentialParameters = Set.copyOf(credentialParameters);
    }

    /**
     * @param admitted by a right
     * @param host the request's {@code Host}
     */
    ChildReferences of(PlayoutRequest request, Decision.Admitted admitted, String host) {
        PlayoutTarget target = request.target();
        return new ChildReferences(target.path(), target.query(), authorities(target, host), this::naming,
                target.hasPathCredential(), new QueryParameter(TICKET_PARAMETER, sealed(request, admitted)),
                credentialParameters,
                target.form().streamParameter().map(name -> new QueryParameter(name, target.stream().value())));
    }

    /**
     * The ticket as it travels.
     *
     * @param admitted by a right
     */
    String sealed(PlayoutRequest request, Decision.Admitted admitted) {
        return seal.seal(ticket(request, admitted));
    }

    /**
     * The field {@code Set-Cookie} of a ticket, for the folder of the stream and for as long as the ticket opens it. It
     * goes along with requests of pages elsewhere, apart for each site that embeds the player, and by https alone.
     *
     * @param admitted by a right
     */
    String cookie(PlayoutRequest request, Decision.Admitted admitted) {
        Ticket ticket = ticket(request, admitted);
        PlayoutTarget target = request.target();
        return Credentials.TICKET_COOKIE + "=" + seal.seal(ticket) + "; Path=" + target.form().pathPrefix()
                + target.stream().value() + "/; Max-Age=" + request.now().until(ticket.end()).toSeconds()
                + "; Secure; HttpOnly; SameSite=None; Partitioned";
    }

    /** Names of the query parameters that carry a token or a ticket. */
    Set<String> credentialParameters() {
        return credentialParameters;
    }

    /** The session of an admitted request; empty: the playout needs none. */
    Optional<Ticket> session(PlayoutRequest request, Decision.Admitted admitted) {
        return tickets.of(admitted, request);
    }

    private Ticket ticket(PlayoutRequest request, Decision.Admitted admitted) {
        return session(request, admitted).orElseThrow();
    }

    private static Set<String> authorities(PlayoutTarget target, String host) {
        return Stream.concat(Stream.of(host), target.form().origins().stream().map(URI::getRawAuthority))
                .map(a -> a.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    private StreamNaming naming(String path) {
        return targets.formOf(path).map(form -> form.streamParameter().isPresent()
                ? StreamNaming.IN_QUERY
                : StreamNaming.IN_PATH).orElse(StreamNaming.NONE);
    }
}
