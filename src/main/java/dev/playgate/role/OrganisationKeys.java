package dev.playgate.role;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.OwnKeys;
import dev.playgate.stream.OrganisationId;
import dev.playgate.token.IssuerKeys;
import dev.playgate.token.JwkSets;
import dev.playgate.token.KeyMaterialException;
import dev.playgate.token.KeyRing;

/** Gives the key ring the organisations' own keys, as the catalog has them. */
final class OrganisationKeys implements Consumer<CatalogSnapshot> {

    private static final Logger LOG = LoggerFactory.getLogger(OrganisationKeys.class);

    private final String issuer;
    private final KeyRing ring;
    /** As last read, so that a change of one organisation does not read the keys of all. */
    private Map<OwnKeys, Optional<IssuerKeys>> read = Map.of();

    /** @param issuer that of this installation, for organisations that name none */
    OrganisationKeys(String issuer, KeyRing ring) {
        this.issuer = issuer;
        this.ring = ring;
    }

    @Override
    public void accept(CatalogSnapshot snapshot) {
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
        try {
            return Optional.of(new IssuerKeys(own.issuer().orElse(issuer), JwkSets.parse(own.jwkSet())));
        } catch (KeyMaterialException e) {
            LOG.error("the own keys of organisation {} are not admitted: {}", organisation, e.faults());
            return Optional.empty();
        }
    }
}
