package dev.playgate.control.registry;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.playgate.catalog.Feature;
import dev.playgate.catalog.Organisation;
import dev.playgate.token.AdmittedKey;
import dev.playgate.token.JwkSets;
import dev.playgate.token.KeyMaterialException;

/**
 * An organisation as the API tells of it.
 *
 * @param packages each package's name and state
 * @param sessionsPerToken how many may run at once; absent: any number
 * @param sessionsPerUser as well
 * @param supportLevel what the operator has agreed with it, in words
 * @param analyticsLevel as well
 * @param playerKey what its pages give a player that they embed; absent: none
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record OrganisationProfile(String id, String name, String hash, Map<String, String> packages,
        Optional<TokenKeys> tokenKeys, Optional<Integer> sessionsPerToken, Optional<Integer> sessionsPerUser,
        Optional<String> supportLevel, Optional<String> analyticsLevel, Optional<String> playerKey) {

    /**
     * Its own public keys.
     *
     * @param issuer absent: that of this installation
     * @param url absent: uploaded
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record TokenKeys(Optional<String> issuer, Optional<String> url, List<String> kids) {}

    OrganisationProfile {
        packages = Map.copyOf(packages);
    }

    /** @param url where its keys come from */
    static OrganisationProfile of(Organisation organisation, Optional<URI> url,
            Optional<OrganisationStore.Levels> levels, Optional<String> playerKey) {
        return profile(organisation, organisation.ownKeys()
                .map(keys -> new TokenKeys(keys.issuer(), url.map(URI::toString), kids(keys.jwkSet()))), levels,
                playerKey);
    }

    /** What its own keys, its levels and its player key are, the call about itself tells. */
    static OrganisationProfile inList(Organisation organisation) {
        return profile(organisation, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static OrganisationProfile profile(Organisation organisation, Optional<TokenKeys> keys,
            Optional<OrganisationStore.Levels> levels, Optional<String> playerKey) {
        Map<String, String> packages = new TreeMap<>();
        for (Feature feature : Feature.values()) {
            packages.put(feature.wireName(), PackageState.of(organisation, feature).wireName());
        }
        return new OrganisationProfile(organisation.id().toString(), organisation.name(), organisation.hash(),
                packages, keys, organisation.sessionsPerToken(), organisation.sessionsPerUser(),
                levels.map(OrganisationStore.Levels::support), levels.map(OrganisationStore.Levels::analytics),
                playerKey);
    }

    private static List<String> kids(String jwkSet) {
        try {
            return JwkSets.parse(jwkSet).stream().map(AdmittedKey::kid).toList();
        } catch (KeyMaterialException e) {
            throw new IllegalStateException("keys in the registry that were not admitted", e);
        }
    }
}
