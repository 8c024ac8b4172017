package dev.playgate.catalog;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamName;
import dev.playgate.stream.StreamState;

/**
 * What the registry said at one moment. Immutable; look-ups take constant time.
 *
 * @param epoch grows with each change
 * @param asOf when the registry was last known to say this
 * @param revokedTokens {@code jti} of revoked tokens by organisation (security A7), in immutable sets
 * @param guardian rules by organisation
 */
public record CatalogSnapshot(long epoch, Instant asOf, Map<OrganisationId, Organisation> organisations,
        Map<StreamName, Stream> streams, Map<OrganisationId, Set<String>> revokedTokens,
        Map<OrganisationId, GuardianRules> guardian) {

    public CatalogSnapshot {
        organisations = Map.copyOf(organisations);
        streams = Map.copyOf(streams);
        revokedTokens = Map.copyOf(revokedTokens);
        guardian = Map.copyOf(guardian);
    }

    /** Empty for a stream that the registry does not know. A deleted one is as if it had never been. */
    public Optional<Stream> stream(StreamName name) {
        @Nullable
        Stream stream = streams.get(name);
        return stream == null || stream.state() == StreamState.DELETED ? Optional.empty() : Optional.of(stream);
    }

    public Optional<Organisation> organisation(OrganisationId id) {
        return Optional.ofNullable(organisations.get(id));
    }

    /** Whether the organisation revoked the token with this {@code jti}. */
    public boolean isRevoked(OrganisationId organisation, String jti) {
        @Nullable
        Set<String> revoked = revokedTokens.get(organisation);
        return revoked != null && revoked.contains(jti);
    }

    /** The rules of the organisation; none that bite if it has none. */
    public GuardianRules guardian(OrganisationId organisation) {
        return guardian.getOrDefault(organisation, GuardianRules.NONE);
    }

    /** The same content, confirmed later. */
    public CatalogSnapshot confirmedAt(Instant now) {
        return new CatalogSnapshot(epoch, now, organisations, streams, revokedTokens, guardian);
    }
}
