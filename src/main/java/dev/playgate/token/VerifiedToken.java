package dev.playgate.token;

/** A playback token whose signature held under an admitted key. Only the verifier makes one. */
public final class VerifiedToken {

    private final PlaybackClaims claims;
    private final KeyReference key;

    VerifiedToken(PlaybackClaims claims, KeyReference key) {
        this.claims = claims;
        this.key = key;
    }

    public PlaybackClaims claims() {
        return claims;
    }

    /** The key that verified it. */
    public KeyReference key() {
        return key;
    }
}
