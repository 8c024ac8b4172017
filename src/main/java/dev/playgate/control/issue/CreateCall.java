package dev.playgate.control.issue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.StreamName;
import dev.playgate.token.PlaybackClaims;
import dev.playgate.token.Scope;
import dev.playgate.viewer.DomainPattern;
import dev.playgate.viewer.IpRange;

/**
 * What {@code POST /api/v1/splay} asks for (product section 4), well-formed, not judged.
 *
 * @param streams in the order of the call; empty unless the target is streams
 * @param cust as JSON
 */
record CreateCall(Scope scope, List<StreamName> streams, Optional<Instant> notBefore, Optional<Instant> expiresAt,
        Optional<DomainPattern> domain, boolean domainOptional, List<IpRange> addresses, Optional<String> user,
        Optional<String> tag, Optional<String> cust, boolean revocable, boolean forceDisconnect,
        Optional<Integer> sessions) {

    static final Set<String> PARAMETERS = Set.of("streams", "groupid", "orgawide", "nbf", "exp", "domain",
            "domainOptional", "ip", "user", "tag", "cust", "revocable", "forceDisconnect", "sessions");

    /** What a token may name (as in {@code token}); more do not fit into one. */
    private static final int MAXIMUM_STREAMS = 100;

    private static final int MAXIMUM_ADDRESSES = 10;
    private static final String ADDRESS = "an IPv4 or IPv6 address or CIDR range";

    CreateCall {
        streams = List.copyOf(streams);
        addresses = List.copyOf(addresses);
    }

    static CreateCall of(Parameters body) throws RefusedCallException {
        Parameters parameters = body.only(PARAMETERS);
        List<StreamName> streams = streams(parameters);
        Scope scope = scope(parameters, streams);
        Optional<DomainPattern> domain = parameters.parsed("domain", DomainPattern::parse, DomainPattern.EXPECTED);
        boolean domainOptional = parameters.flag("domainOptional");
        if (domainOptional && domain.isEmpty()) {
            throw RefusedCallException.invalid("domainOptional is for tokens with a domain");
        }
        return new CreateCall(scope, streams, parameters.time("nbf"), parameters.time("exp"), domain, domainOptional,
                addresses(parameters), parameters.line("user"), parameters.line("tag"), parameters.json("cust"),
                parameters.flag("revocable"), parameters.flag("forceDisconnect"),
                parameters.number("sessions", 1, PlaybackClaims.MAXIMUM_SESSIONS));
    }

    /** Parameter {@code streams}, with which calls name streams of the organisation. */
    static List<StreamName> streams(Parameters parameters) throws RefusedCallException {
        return parameters.parsedArray("streams", MAXIMUM_STREAMS, name -> Optional.of(new StreamName(name)),
                "a stream name");
    }

    /** Parameter {@code groupid}, with which calls name a group of the organisation. */
    static Optional<GroupId> group(Parameters parameters) throws RefusedCallException {
        return parameters.parsed("groupid", id -> Optional.of(GroupId.of(id)), "a UUID in lower case");
    }

    private static Scope scope(Parameters parameters, List<StreamName> streams) throws RefusedCallException {
        Optional<GroupId> group = group(parameters);
        boolean organisation = parameters.flag("orgawide");
        long targets = Stream.of(!streams.isEmpty(), group.isPresent(), organisation).filter(given -> given).count();
        if (targets == 0) {
            throw RefusedCallException.required("streams, groupid or orgawide");
        }
        if (targets > 1) {
            throw RefusedCallException.invalid("streams, groupid and orgawide exclude each other");
        }
        if (organisation) {
            return new Scope.Organisation();
        }
        return group.<Scope>map(Scope.Group::new).orElseGet(() -> new Scope.Streams(Set.copyOf(streams)));
    }

    private static List<IpRange> addresses(Parameters parameters) throws RefusedCallException {
        if (parameters.isArray("ip")) {
            return parameters.parsedArray("ip", MAXIMUM_ADDRESSES, IpRange::parse, ADDRESS);
        }
        return parameters.parsed("ip", IpRange::parse, ADDRESS + ", or an array of 1 to 10 of them").stream().toList();
    }
}
