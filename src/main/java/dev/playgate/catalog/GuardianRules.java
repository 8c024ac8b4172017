package dev.playgate.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import dev.playgate.viewer.DomainPattern;
import dev.playgate.viewer.IpAddress;
import dev.playgate.viewer.IpRange;

/**
 * An organisation's deny and allow lists (product section 7).
 *
 * @param deniedAddresses each until it ends
 * @param deniedPages pages that may not play
 * @param allowedPages pages that may, when all others may not
 * @param onlyAllowedPages the list holds {@code *} with {@code deny}: a page that is not allowed is denied
 */
public record GuardianRules(List<DeniedAddress> deniedAddresses, List<DomainPattern> deniedPages,
        List<DomainPattern> allowedPages, boolean onlyAllowedPages) {

    /** Denies nothing. */
    public static final GuardianRules NONE = new GuardianRules(List.of(), List.of(), List.of(), false);

    /**
     * One denied range.
     *
     * @param until the first instant at which it no longer holds; empty: until removed
     */
    public record DeniedAddress(IpRange range, Optional<Instant> until) {}

    public GuardianRules {
        deniedAddresses = List.copyOf(deniedAddresses);
        deniedPages = List.copyOf(deniedPages);
        allowedPages = List.copyOf(allowedPages);
    }

    /** Puts an organisation's rules in order. */
    static GuardianRules of(Collection<GuardianRule> rules) {
        List<DeniedAddress> addresses = new ArrayList<>();
        List<DomainPattern> denied = new ArrayList<>();
        List<DomainPattern> allowed = new ArrayList<>();
        boolean onlyAllowed = false;
        for (GuardianRule rule : rules) {
            switch (rule.subject()) {
                case GuardianRule.Subject.Address(var range, var until) ->
                    addresses.add(new DeniedAddress(range, until));
                case GuardianRule.Subject.Pages(var hosts, var isDenied) -> {
                    hosts.ifPresent(isDenied ? denied::add : allowed::add);
                    onlyAllowed |= hosts.isEmpty() && isDenied;
                }
            }
        }
        return new GuardianRules(addresses, denied, allowed, onlyAllowed);
    }

    /** Whether the address is denied at that instant. */
    public boolean deniesAddress(IpAddress address, Instant now) {
        for (DeniedAddress denied : deniedAddresses) {
            if (denied.range().contains(address) && denied.until().map(now::isBefore).orElse(true)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a page on this host is denied. A deny rule wins over an allow rule. */
    public boolean deniesPage(String host) {
        return matches(deniedPages, host) || (onlyAllowedPages && !matches(allowedPages, host));
    }

    private static boolean matches(List<DomainPattern> patterns, String host) {
        for (DomainPattern pattern : patterns) {
            if (pattern.matches(host)) {
                return true;
            }
        }
        return false;
    }
}
