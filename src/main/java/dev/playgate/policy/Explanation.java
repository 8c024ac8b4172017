package dev.playgate.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A decision with its reasons.
 *
 * @param right what the credential grants, if it is genuine
 * @param findings of all checks, in the order in which they are made; empty while there is no registry to judge from
 */
public record Explanation(Decision decision, Optional<Right> right, List<Finding> findings) {

    public Explanation {
        findings = List.copyOf(findings);
    }

    /**
     * What one check says.
     *
     * @param check its name; stable
     * @param reason there is one unless it passes or was not made
     */
    public record Finding(String check, Outcome outcome, Optional<Reason> reason) {}

    /** How a check ends. */
    public enum Outcome {
        /** Nothing against the request. */
        PASS,
        /** The request is refused. */
        REFUSE,
        /** It cannot be told. */
        UNAVAILABLE,
        /** The request would not be let through, had its organisation not only {@code secure} in shadow. */
        SHADOW,
        /** Not made: there is nothing to make it of, or nobody asks for it. */
        SKIPPED;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        /** What an API calls it; stable. */
        public String wireName() {
            return wireName;
        }
    }
}
