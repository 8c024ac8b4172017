package dev.playgate.edge;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.playgate.edge.playlist.ChildReferences;
import dev.playgate.edge.playlist.QueryParameter;
import dev.playgate.edge.playlist.StreamNaming;
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
        Ticket ticket = tickets.of(admitted, request).orElseThrow();
        PlayoutTarget target = request.target();
        return new ChildReferences(target.path(), authorities(target, host), this::naming, target.hasPathCredential(),
                new QueryParameter(TICKET_PARAMETER, seal.seal(ticket)), credentialParameters,
                target.form().streamParameter().map(name -> new QueryParameter(name, target.stream().value())));
    }

    private static Set<String> authorities(PlayoutTarget target, String host) {
        return Stream.of(host, target.form().origin().getRawAuthority()).map(a -> a.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    private StreamNaming naming(String path) {
        return targets.formOf(path).map(form -> form.streamParameter().isPresent()
                ? StreamNaming.IN_QUERY
                : StreamNaming.IN_PATH).orElse(StreamNaming.NONE);
    }
}
