package dev.playgate.control.dashboard;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.playgate.policy.Reason;
import dev.playgate.stream.OrganisationId;

/** What an edge in this process knows of organisations' viewers. Other edges know of their own. */
@FunctionalInterface
public interface EdgeFigures {

    /** Empty where this process is no edge. */
    Optional<Figures> of(OrganisationId organisation, Instant now);

    /**
     * Of one organisation.
     *
     * @param sessions that were lately seen to run
     * @param refusals how many requests for its streams were not served in the last hour, by reason
     */
    record Figures(long sessions, Map<Reason, Long> refusals) {

        public Figures {
            refusals = Map.copyOf(refusals);
        }
    }
}
