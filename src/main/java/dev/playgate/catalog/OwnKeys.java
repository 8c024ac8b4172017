package dev.playgate.catalog;

import java.util.Optional;

/**
 * Public keys of an organisation itself, which open only its own streams.
 *
 * @param issuer the claim {@code iss} of its tokens; empty: that of this installation
 * @param jwkSet a public JWK set whose keys were admitted
 */
public record OwnKeys(Optional<String> issuer, String jwkSet) {}
