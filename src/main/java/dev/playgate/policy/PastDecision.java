package dev.playgate.policy;

import java.time.Instant;
import java.util.Optional;

import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.StreamName;
import dev.playgate.viewer.IpAddress;
import dev.playgate.viewer.PageEvidence;

/**
 * Why a request was not served, for who asks later.
 *
 * @param holder of the credential, if a genuine one was read
 * @param page the host of the page that played, as far as the request showed it
 */
public record PastDecision(Instant time, StreamName stream, Reason reason, Optional<Holder> holder,
        Optional<IpAddress> address, Optional<String> page) {

    /**
     * Whose credential it was.
     *
     * @param user of a token; a session ticket does not say it
     */
    public record Holder(OrganisationId organisation, String jti, Optional<String> user) {}

    /** What is kept of a request and of the right that it showed. */
    public static PastDecision of(PlayoutRequest request, Reason reason, Optional<Right> right) {
        Optional<String> page = request.page() instanceof PageEvidence.Page(var host)
                ? Optional.of(host)
                : Optional.empty();
        return new PastDecision(request.now(), request.target().stream(), reason, right.map(PastDecision::holder),
                request.address(), page);
    }

    private static Holder holder(Right right) {
        Optional<String> user = switch (right) {
            case Right.OfToken token -> token.claims().user();
            case Right.OfTicket _ -> Optional.empty();
        };
        return new Holder(right.organisation(), right.jti(), user);
    }
}
