package dev.playgate.control.registry;

import java.util.Optional;

import dev.playgate.stream.OrganisationId;

/** Whose an API key is (product section 1). */
@FunctionalInterface
public interface ApiKeys {

    /** Empty for a key that nobody has. Takes the same time for every key of a length (security G2). */
    Optional<OrganisationId> organisationOf(String apiKey);
}
