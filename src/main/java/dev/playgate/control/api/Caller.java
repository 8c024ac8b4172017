package dev.playgate.control.api;

import java.util.Optional;
import java.util.UUID;

import dev.playgate.control.registry.Actor;
import dev.playgate.stream.OrganisationId;
import dev.playgate.viewer.IpAddress;

/**
 * Who makes a call.
 *
 * @param organisation whose business the call is; empty: an operator's call that names no organisation
 * @param account the user's; empty: an API key
 */
public record Caller(Actor actor, Role role, Optional<OrganisationId> organisation, Optional<UUID> account) {

    /** The organisation; refused where an operator must name one. */
    public OrganisationId ownOrganisation() throws RefusedCallException {
        return organisation.orElseThrow(() -> RefusedCallException.required("organisation, in the query"));
    }

    /** Where the call came from; empty when a trusted proxy did not say it in a form that can be read. */
    public Optional<IpAddress> address() {
        return IpAddress.parse(actor.source());
    }
}
