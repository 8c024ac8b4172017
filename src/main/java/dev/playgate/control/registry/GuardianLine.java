package dev.playgate.control.registry;

import java.util.Optional;

import dev.playgate.catalog.GuardianRule;
import dev.playgate.viewer.DomainPattern;

/**
 * A Guardian rule as it is asked for.
 *
 * @param note for people: a {@code tag} or {@code info}
 */
public record GuardianLine(GuardianRule.Subject subject, Optional<String> note) {

    /**
     * The hosts that a rule about pages names.
     *
     * @param pattern empty: {@code *}
     */
    public record Hosts(Optional<DomainPattern> pattern) {

        /** Completes "must be ...". */
        public static final String EXPECTED = "a host, *. and a host, or *";

        /** Empty for what names none. */
        public static Optional<Hosts> parse(String text) {
            return text.equals("*")
                    ? Optional.of(new Hosts(Optional.empty()))
                    : DomainPattern.parse(text).map(pattern -> new Hosts(Optional.of(pattern)));
        }

        /** Whether it is {@code *}. */
        public boolean isAll() {
            return pattern.isEmpty();
        }
    }
}
