package dev.playgate.control.registry;

import dev.playgate.control.api.Caller;
import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.RefusedCallException;

/** Changes organisations as {@code PATCH /api/v1/organisation} does; that the caller is an administrator is judged before. */
public final class OrganisationSettings {

    private final OrganisationStore organisations;

    public OrganisationSettings(OrganisationStore organisations) {
        this.organisations = organisations;
    }

    /** Levels are refused to whoever is no operator, and then nothing is changed. */
    public void change(Caller caller, Parameters body) throws RefusedCallException {
        if (!organisations.change(caller.ownOrganisation(), OrganisationPatch.of(caller, body), caller.actor())) {
            throw RefusedCallException.unknown("organisation");
        }
    }
}
