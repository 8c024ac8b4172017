package dev.playgate.edge;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.playgate.policy.Credentials;
import dev.playgate.policy.PlayoutRequest;
import dev.playgate.stream.PlayoutTarget;
import dev.playgate.viewer.IpAddress;
import dev.playgate.viewer.PageEvidence;
import dev.playgate.viewer.TrustedProxies;

/**
 * Takes the facts of a playout request from its head, whoever read it.
 *
 * @param trustedProxies whose word on the viewer's address is taken
 * @param cookies that carry a credential
 */
public record RequestFacts(TrustedProxies trustedProxies, List<String> cookies) {

    public RequestFacts {
        cookies = List.copyOf(cookies);
    }

    /**
     * The facts of one request.
     *
     * @param fields the values of all field lines of a name, in order; none: empty
     * @param peer the socket's
     */
    public PlayoutRequest of(PlayoutTarget target, Function<String, List<String>> fields, Optional<IpAddress> peer,
            Instant now) {
        return from(peer.flatMap(address -> trustedProxies.clientOf(address, fields.apply("X-Forwarded-For"))), target,
                fields, now);
    }

    /**
     * The facts of one request that another proxy holds.
     *
     * @param hops where it came by, as lines of {@code X-Forwarded-For}; the proxy's own peer is the last
     * @param fields the values of all field lines of a name, in order; none: empty
     */
    public PlayoutRequest ofAsked(PlayoutTarget target, List<String> hops, Function<String, List<String>> fields,
            Instant now) {
        return from(trustedProxies.clientOf(hops), target, fields, now);
    }

    private PlayoutRequest from(Optional<IpAddress> client, PlayoutTarget target,
            Function<String, List<String>> fields, Instant now) {
        return new PlayoutRequest(target,
                Credentials.gather(target.credentials(), fields.apply("Authorization"), fields.apply("Cookie"),
                        cookies),
                PageEvidence.of(fields.apply("Origin"), fields.apply("Referer")), client, now);
    }
}
