package dev.playgate.catalog;

/**
 * The public halves of the keys that this installation issues under, for edges that have no private ones.
 *
 * @param issuer the claim {@code iss} of tokens under these keys
 * @param jwkSet a public JWK set
 */
public record PlatformKeys(String issuer, String jwkSet) {}
