package dev.playgate.control.registry;

import java.util.List;
import java.util.Optional;

import dev.playgate.token.AdmittedKey;

/**
 * Public keys of an organisation itself, which open only its own streams.
 *
 * @param issuer the claim {@code iss} of its tokens; empty: that of this installation
 */
public record OwnKeys(Optional<String> issuer, List<AdmittedKey> keys) {

    public OwnKeys {
        keys = List.copyOf(keys);
    }
}
