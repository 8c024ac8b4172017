package dev.playgate.control.registry;

import java.util.List;
import java.util.Set;

import dev.playgate.catalog.Organisation;

/**
 * An organisation of a registry file.
 *
 * @param streams of all its groups, each group's passthrough first
 * @param revokedTokens {@code jti} of its revoked tokens
 */
record RegisteredOrganisation(Organisation organisation, List<RegisteredKey> apiKeys, List<RegisteredStream> streams,
        Set<String> revokedTokens, List<GuardianLine> guardian) {

    RegisteredOrganisation {
        apiKeys = List.copyOf(apiKeys);
        streams = List.copyOf(streams);
        revokedTokens = Set.copyOf(revokedTokens);
        guardian = List.copyOf(guardian);
    }
}
