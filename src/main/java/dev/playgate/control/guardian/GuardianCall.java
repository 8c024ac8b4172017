package dev.playgate.control.guardian;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.playgate.catalog.GuardianRule.Subject;
import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.registry.GuardianLine;
import dev.playgate.control.registry.GuardianLine.Hosts;
import dev.playgate.viewer.DomainPattern;
import dev.playgate.viewer.IpRange;

/** What the calls about rules may say. */
final class GuardianCall {

    private static final Duration DEFAULT_LENGTH = Duration.ofHours(24);
    private static final String DENY = "deny";
    private static final String ALLOW = "allow";

    /** Of a rule. */
    static final List<String> TYPES = List.of(DENY, ALLOW);

    private GuardianCall() {
    }

    static GuardianLine address(Parameters body, Instant now) throws RefusedCallException {
        body.only(Set.of("ip", "type", "tag", "until"));
        IpRange range = range(body);
        if (body.parsed("type", type -> Optional.of(type).filter(DENY::equals), DENY).isEmpty()) {
            throw RefusedCallException.required("type");
        }
        Optional<Instant> until = body.time("until");
        if (until.isPresent() && !until.get().isAfter(now)) {
            throw RefusedCallException.invalid("until must be in the future");
        }
        Instant end = until.orElseGet(() -> Instant.ofEpochSecond(now.plus(DEFAULT_LENGTH).getEpochSecond()));
        return new GuardianLine(new Subject.Address(range, Optional.of(end)), body.line("tag"));
    }

    static GuardianLine pages(Parameters body) throws RefusedCallException {
        body.only(Set.of("domain", "type", "info"));
        Hosts hosts = hosts(body);
        boolean denied = body.parsed("type", type -> switch (type) {
            case DENY -> Optional.of(true);
            case ALLOW -> Optional.of(false);
            default -> Optional.empty();
        }, String.join(" or ", TYPES)).orElseThrow(() -> RefusedCallException.required("type"));
        if (!denied && hosts.isAll()) {
            throw RefusedCallException.invalid("type must be deny where domain is *");
        }
        return new GuardianLine(new Subject.Pages(hosts.pattern(), denied), body.line("info"));
    }

    /** The subject of the rule that is to go, in its canonical form. */
    static String removedAddress(Parameters body) throws RefusedCallException {
        return range(body.only(Set.of("ip"))).toString();
    }

    /** The subject of the rule that is to go, in its canonical form. */
    static String removedPages(Parameters body) throws RefusedCallException {
        return hosts(body.only(Set.of("domain"))).pattern().map(DomainPattern::toString).orElse("*");
    }

    private static IpRange range(Parameters body) throws RefusedCallException {
        return body.parsed("ip", IpRange::parse, "an IPv4 or IPv6 address or a CIDR range")
                .orElseThrow(() -> RefusedCallException.required("ip"));
    }

    private static Hosts hosts(Parameters body) throws RefusedCallException {
        return body.parsed("domain", Hosts::parse, Hosts.EXPECTED)
                .orElseThrow(() -> RefusedCallException.required("domain"));
    }
}
