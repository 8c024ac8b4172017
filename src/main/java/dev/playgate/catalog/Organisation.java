package dev.playgate.catalog;

import java.util.Optional;
import java.util.Set;

import dev.playgate.stream.OrganisationId;

/**
 * A tenant (product section 1), as far as the edge needs to know it.
 *
 * @param hash five characters of {@code [A-Za-z0-9]}, the first half of its stream names
 * @param features the packages that are enabled
 * @param sessionsPerToken how many sessions of one token may run at once on an edge; empty: any number
 * @param sessionsPerUser as well, of all tokens of one {@code user}
 * @param shadow whether a refusal for want of {@code secure} is only noted, and the request let through
 */
public record Organisation(OrganisationId id, String name, String hash, Set<Feature> features, boolean shadow,
        Optional<OwnKeys> ownKeys, Optional<Integer> sessionsPerToken, Optional<Integer> sessionsPerUser) {

    public Organisation {
        features = Set.copyOf(features);
    }

    /** Without limits. */
    public Organisation(OrganisationId id, String name, String hash, Set<Feature> features, boolean shadow,
            Optional<OwnKeys> ownKeys) {
        this(id, name, hash, features, shadow, ownKeys, Optional.empty(), Optional.empty());
    }

    /** Without keys of its own, without limits, and with what is enabled enforced. */
    public Organisation(OrganisationId id, String name, String hash, Set<Feature> features) {
        this(id, name, hash, features, false, Optional.empty());
    }

    /** Whether its playouts need a token (product section 2), be it that the want of one is only noted. */
    public boolean isSecure() {
        return features.contains(Feature.SECURE);
    }
}
