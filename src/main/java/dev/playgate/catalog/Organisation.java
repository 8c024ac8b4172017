package dev.playgate.catalog;

import java.util.Set;

import dev.playgate.stream.OrganisationId;

/**
 * A tenant (product section 1), as far as the edge needs to know it.
 *
 * @param hash five characters of {@code [A-Za-z0-9]}, the first half of its stream names
 * @param features the packages that are enabled
 */
public record Organisation(OrganisationId id, String name, String hash, Set<Feature> features) {

    public Organisation {
        features = Set.copyOf(features);
    }

    /** Whether its playouts need a token (product section 2). */
    public boolean isSecure() {
        return features.contains(Feature.SECURE);
    }
}
