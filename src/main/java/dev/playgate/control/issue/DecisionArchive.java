package dev.playgate.control.issue;

import java.util.Optional;

import dev.playgate.policy.PastDecision;

/** Why requests were not served, by the id that the viewer's error shows: as long as somebody remembers it. */
@FunctionalInterface
public interface DecisionArchive {

    /** Empty for an id that is not known, or not any more. */
    Optional<PastDecision> find(String requestId);
}
