package dev.playgate.edge.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.playgate.edge.RecentDecisions;
import dev.playgate.policy.Reason;
import dev.playgate.stream.ParsedTarget;
import dev.playgate.stream.PlayoutTarget;
import dev.playgate.stream.TargetParser;
import dev.playgate.viewer.IpAddress;
import dev.playgate.viewer.TrustedProxies;

/**
 * Makes of a request what may be said of it (security G1): of its target no credential, no word of one that was not
 * understood, no query but of playouts; of a {@code Referer} the site.
 */
record AccessReader(TargetParser targets, TrustedProxies proxies, RecentDecisions decisions) {

    static final String NONE = "-";
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> PROTOCOLS = Set.of("HTTP/1.0", "HTTP/1.1", "HTTP/2.0");

    AccessLine read(AccessEntry entry) {
        ParsedTarget target = targets.parse(entry.target());
        Optional<IpAddress> address = entry.peer().isPresent()
                ? proxies.clientOf(entry.peer().get(), entry.hops())
                : proxies.clientOf(entry.hops());
        return new AccessLine(entry.begun(), Math.round(entry.nanos() / NANOS * MILLIS) / MILLIS,
                address.map(IpAddress::toString), method(entry.method()), text(target),
                only(PROTOCOLS, entry.protocol()), entry.status(), entry.bytes(),
                single(entry.referers()).flatMap(Masking::referer), single(entry.agents()).map(Masking::agent),
                route(target), stream(target),
                entry.requestId().flatMap(decisions::find).map(decision -> decision.reason()).map(Reason::wireName),
                entry.requestId());
    }

    /** As it may be said; {@code -} for one that is not known. */
    static String method(String method) {
        return only(METHODS, method);
    }

    private static String text(ParsedTarget target) {
        return switch (target) {
            case ParsedTarget.Faulty _ -> NONE;
            case ParsedTarget.NotPlayout(var path) -> Masking.otherPath(path);
            case PlayoutTarget playout -> {
                String path = Masking.mediaPath(playout.path());
                yield playout.query().isEmpty() ? path : path + "?" + Masking.query(playout.query());
            }
        };
    }

    private static Optional<String> route(ParsedTarget target) {
        return target instanceof PlayoutTarget playout ? Optional.of(playout.form().pathPrefix()) : Optional.empty();
    }

    private static Optional<String> stream(ParsedTarget target) {
        return target instanceof PlayoutTarget playout
                ? Optional.of(Masking.mediaPath(playout.stream().value()))
                : Optional.empty();
    }

    private static String only(Set<String> known, String text) {
        return known.contains(text) ? text : NONE;
    }

    private static Optional<String> single(List<String> lines) {
        return lines.size() == 1 ? Optional.of(lines.getFirst()) : Optional.empty();
    }
}
