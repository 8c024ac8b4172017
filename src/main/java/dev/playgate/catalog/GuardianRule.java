package dev.playgate.catalog;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import dev.playgate.stream.OrganisationId;
import dev.playgate.viewer.DomainPattern;
import dev.playgate.viewer.IpRange;

/** One line of an organisation's deny and allow lists (product section 7). */
public record GuardianRule(OrganisationId organisation, UUID id, Subject subject) {

    /** What the rule is about. */
    public sealed interface Subject {

        /**
         * A denied address or range.
         *
         * @param until the first instant at which it no longer holds; empty: until removed
         */
        record Address(IpRange range, Optional<Instant> until) implements Subject {}

        /**
         * Pages.
         *
         * @param hosts empty: {@code *}, which with {@code deny} turns the list into an allow-list
         * @param denied whether they are denied or allowed
         */
        record Pages(Optional<DomainPattern> hosts, boolean denied) implements Subject {}
    }
}
