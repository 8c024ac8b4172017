package dev.playgate.policy;

import java.util.List;

import dev.playgate.stream.OrganisationId;

/** The WebSockets and long responses that run in this process. */
@FunctionalInterface
public interface OpenPlayouts {

    /** What each of those for streams of the organisation stands on. */
    List<Grounds> of(OrganisationId organisation);
}
