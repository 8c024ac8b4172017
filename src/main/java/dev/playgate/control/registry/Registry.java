package dev.playgate.control.registry;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.GuardianRules;
import dev.playgate.catalog.Organisation;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamName;
import dev.playgate.token.IssuerKeys;

/** What a registry file says, valid as a whole. */
public record Registry(List<RegisteredOrganisation> organisations) {

    public Registry {
        organisations = List.copyOf(organisations);
    }

    /** As the edge sees it. */
    public CatalogSnapshot snapshot(long epoch, Instant asOf) {
        Map<OrganisationId, Organisation> byId = new HashMap<>();
        Map<StreamName, Stream> streams = new HashMap<>();
        Map<OrganisationId, Set<String>> revokedTokens = new HashMap<>();
        Map<OrganisationId, GuardianRules> guardian = new HashMap<>();
        for (RegisteredOrganisation registered : organisations) {
            OrganisationId id = registered.organisation().id();
            byId.put(id, registered.organisation());
            registered.streams().forEach(stream -> streams.put(stream.name(), stream));
            revokedTokens.put(id, registered.revokedTokens());
            guardian.put(id, registered.guardian());
        }
        return new CatalogSnapshot(epoch, asOf, byId, streams, revokedTokens, guardian);
    }

    /**
     * The organisations' own keys, for the key ring.
     *
     * @param issuer that of this installation, for organisations that name none
     */
    public Map<OrganisationId, IssuerKeys> ownKeys(String issuer) {
        Map<OrganisationId, IssuerKeys> keys = new HashMap<>();
        for (RegisteredOrganisation registered : organisations) {
            registered.ownKeys().ifPresent(own -> keys.put(registered.organisation().id(),
                    new IssuerKeys(own.issuer().orElse(issuer), own.keys())));
        }
        return keys;
    }

    /** Compares with every hash there is, found or not, so that the time tells nothing (security G2). */
    Optional<OrganisationId> byApiKey(String key) {
        ApiKeyHash hash = ApiKeyHash.of(key);
        Optional<OrganisationId> found = Optional.empty();
        for (RegisteredOrganisation registered : organisations) {
            for (ApiKeyHash stored : registered.apiKeys()) {
                if (stored.matches(hash)) {
                    found = Optional.of(registered.organisation().id());
                }
            }
        }
        return found;
    }
}
