package dev.playgate.catalog;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.playgate.stream.GroupId;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.StreamName;

/**
 * Revokes many tokens of an organisation at once. A token is hit where all that the rule names is true of it: empty
 * names nothing, so that a rule with none is about all of the organisation.
 *
 * @param user claim {@code user}
 * @param tag claim {@code tag}
 * @param streams where the token is used
 * @param group where the token is used
 * @param issuedBefore only tokens with an earlier {@code iat}, or none
 * @param until the first instant at which it no longer holds; empty: until lifted
 */
public record RevocationRule(OrganisationId organisation, UUID id, Optional<Label> user, Optional<Label> tag,
        Set<StreamName> streams, Optional<GroupId> group, Instant issuedBefore, Optional<Instant> until) {

    public RevocationRule {
        streams = Set.copyOf(streams);
    }
}
