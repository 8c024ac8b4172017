package dev.playgate.control.registry;

import java.util.List;

/** What a registry file says, valid as a whole. */
record Registry(List<RegisteredOrganisation> organisations) {

    Registry {
        organisations = List.copyOf(organisations);
    }
}
