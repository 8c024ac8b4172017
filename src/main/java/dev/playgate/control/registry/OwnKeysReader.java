package dev.playgate.control.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.json.JsonMapper;

import dev.playgate.catalog.OwnKeys;
import dev.playgate.token.JwkSets;
import dev.playgate.token.KeyMaterialException;

/** Reads an organisation's own public keys; they are admitted as every other key (security A2). */
final class OwnKeysReader {

    private static final JsonMapper JSON = JsonMapper.shared();

    private OwnKeysReader() {
    }

    /** Empty only with a fault noted. */
    static Optional<OwnKeys> read(Fields fields) {
        Optional<String> issuer = fields.optional("issuer", Texts::line, Texts.LINE);
        List<? extends Map<?, ?>> jwks = fields.requiredSections("keys").stream().map(Fields::whole).toList();
        fields.refuseUnread();
        if (jwks.isEmpty()) {
            return Optional.empty();
        }
        try {
            String jwkSet = JSON.writeValueAsString(Map.of("keys", jwks));
            JwkSets.parse(jwkSet);
            return Optional.of(new OwnKeys(issuer, jwkSet));
        } catch (KeyMaterialException e) {
            e.faults().forEach(fault -> fields.fault("keys", fault));
            return Optional.empty();
        }
    }
}
