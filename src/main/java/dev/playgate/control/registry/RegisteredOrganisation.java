package dev.playgate.control.registry;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.playgate.catalog.GuardianRules;
import dev.playgate.catalog.Organisation;
import dev.playgate.stream.Stream;

/**
 * An organisation with all that the registry holds of it.
 *
 * @param streams of all its groups, each group's passthrough first
 * @param revokedTokens {@code jti} of its revoked tokens
 */
public record RegisteredOrganisation(Organisation organisation, List<ApiKeyHash> apiKeys, Optional<OwnKeys> ownKeys,
        List<Stream> streams, Set<String> revokedTokens, GuardianRules guardian) {

    public RegisteredOrganisation {
        apiKeys = List.copyOf(apiKeys);
        streams = List.copyOf(streams);
        revokedTokens = Set.copyOf(revokedTokens);
    }
}
