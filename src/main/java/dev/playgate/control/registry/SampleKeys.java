package dev.playgate.control.registry;

import java.util.Set;

/** What is done with the API keys of the sample registry, which everybody can read. */
public enum SampleKeys {
    /** A registry that has one is refused: anybody could issue tokens of its organisation. */
    REFUSED,
    /** For a demonstration. */
    ACCEPTED;

    private static final Set<ApiKeyHash> PUBLIC = Set.of(ApiKeyHash.of("demo-api-key"), ApiKeyHash.of("rival-api-key"),
            ApiKeyHash.of("open-api-key"));

    boolean refuse(ApiKeyHash hash) {
        return this == REFUSED && PUBLIC.contains(hash);
    }
}
