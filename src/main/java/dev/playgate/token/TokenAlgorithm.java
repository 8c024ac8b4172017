package dev.playgate.token;

import java.util.Optional;

/** The signature algorithms that are admitted (security A1); no other exists for Playgate. */
public enum TokenAlgorithm {
    /** RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 section 3.3). */
    RS256("RS256", "SHA256withRSA"),
    /** ECDSA on P-256 with SHA-256 (RFC 7518 section 3.4). */
    ES256("ES256", "SHA256withECDSAinP1363Format"),
    /** Ed25519 (RFC 8037 section 3.1). */
    EDDSA("EdDSA", "Ed25519");

    private final String joseName;
    private final String jcaName;

    TokenAlgorithm(String joseName, String jcaName) {
        this.joseName = joseName;
        this.jcaName = jcaName;
    }

    /** The value of {@code alg} in JOSE headers and JWKs. */
    public String joseName() {
        return joseName;
    }

    /** The name of the {@link java.security.Signature} whose signatures have the form of JOSE. */
    String jcaName() {
        return jcaName;
    }

    /** The algorithm with this {@code alg}, compared exactly; empty for every other. */
    public static Optional<TokenAlgorithm> of(String joseName) {
        return switch (joseName) {
            case "RS256" -> Optional.of(RS256);
            case "ES256" -> Optional.of(ES256);
            case "EdDSA" -> Optional.of(EDDSA);
            default -> Optional.empty();
        };
    }
}
