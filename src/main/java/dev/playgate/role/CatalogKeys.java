package dev.playgate.role;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.OwnKeys;
import dev.playgate.catalog.PlatformKeys;
import dev.playgate.stream.OrganisationId;
import dev.playgate.token.IssuerKeys;
import dev.playgate.token.JwkSets;
import dev.playgate.token.KeyMaterialException;
import dev.playgate.token.KeyRing;
import dev.playgate.token.KeySource;

/** Gives the key ring the keys that the catalog has: the platform's, and the organisations' own. */
final class CatalogKeys implements Consumer<CatalogSnapshot> {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogKeys.class);

    private Optional<PlatformKeys> platform = Optional.empty();
    private final String issuer;
    private final KeyRing ring;
    /** As last read, so that a change of one organisation does not read the keys of all. */
    private Map<OwnKeys, Optional<IssuerKeys>> read = Map.of();

    /** @param issuer that of this installation, for organisations that name none */
    CatalogKeys(String issuer, KeyRing ring) {
        this.issuer = issuer;
        this.ring = ring;
    }

    @Override
    public void accept(CatalogSnapshot snapshot) {
        if (!snapshot.platformKeys().equals(platform)) {
            platform = snapshot.platformKeys();
            platform.flatMap(CatalogKeys::read).ifPresentOrElse(
                    keys -> ring.replacePlatformKeys(KeySource.REGISTRY, keys),
                    () -> ring.removePlatformKeys(KeySource.REGISTRY));
        }
        Map<OwnKeys, Optional<IssuerKeys>> next = new HashMap<>();
        Map<OrganisationId, IssuerKeys> keys = new HashMap<>();
        snapshot.forEachOrganisation(organisation -> organisation.ownKeys().ifPresent(own -> {
            Optional<IssuerKeys> admitted = read.containsKey(own) ? read.get(own) : read(own, organisation.id());
            next.put(own, admitted);
            admitted.ifPresent(present -> keys.put(organisation.id(), present));
        }));
        if (!next.equals(read) || !keys.isEmpty()) {
            read = next;
            ring.replaceOrganisationKeys(keys);
        }
    }

    private Optional<IssuerKeys> read(OwnKeys own, OrganisationId organisation) {
        return read(own.issuer().orElse(issuer), own.jwkSet(), "organisation " + organisation);
    }

    private static Optional<IssuerKeys> read(PlatformKeys keys) {
        return read(keys.issuer(), keys.jwkSet(), "the platform");
    }

    private static Optional<IssuerKeys> read(String issuer, String jwkSet, String owner) {
        try {
            return Optional.of(new IssuerKeys(issuer, JwkSets.parse(jwkSet)));
        } catch (KeyMaterialException e) {
            LOG.error("the keys of {} are not admitted: {}", owner, e.faults());
            return Optional.empty();
        }
    }
}
