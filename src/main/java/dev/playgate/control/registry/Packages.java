package dev.playgate.control.registry;

import java.util.Set;

import dev.playgate.catalog.Feature;
import dev.playgate.control.api.Caller;
import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.RefusedCallException;

/** Switches the packages of organisations (product section 2); the caller's role is judged before. */
public final class Packages {

    private final OrganisationStore organisations;

    public Packages(OrganisationStore organisations) {
        this.organisations = organisations;
    }

    /**
     * To {@code state}.
     *
     * @param name of the package
     */
    public void set(Caller caller, String name, Parameters body) throws RefusedCallException {
        Feature feature = Feature.of(name).orElseThrow(() -> RefusedCallException.unknown("package"));
        if (!organisations.setPackage(caller.ownOrganisation(), feature, state(feature, body), caller.actor())) {
            throw RefusedCallException.unknown("organisation");
        }
    }

    private static PackageState state(Feature feature, Parameters body) throws RefusedCallException {
        PackageState state = body.only(Set.of("state")).parsed("state", PackageState::of,
                "enabled, shadow or disabled").orElseThrow(() -> RefusedCallException.required("state"));
        if (state == PackageState.SHADOW && feature != Feature.SECURE) {
            throw RefusedCallException.invalid("state must not be shadow: that is for the package secure alone");
        }
        return state;
    }
}
