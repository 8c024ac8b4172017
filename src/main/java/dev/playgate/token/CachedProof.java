package dev.playgate.token;

import java.time.Duration;
import java.util.Optional;

import dev.playgate.token.Proof.Proved;

/** A proof, the key that it stands on, and the last set that was seen to hold that key (security F1). */
final class CachedProof {

    private final Proved proof;
    private final VerificationKey key;
    private final Duration lifetime;
    private final int bytes;
    private volatile long epoch;

    /** @param bytes what its claims take, about */
    CachedProof(Proved proof, VerificationKey key, long epoch, Duration lifetime, int bytes) {
        this.proof = proof;
        this.key = key;
        this.epoch = epoch;
        this.lifetime = lifetime;
        this.bytes = bytes;
    }

    Proved proof() {
        return proof;
    }

    Duration lifetime() {
        return lifetime;
    }

    int bytes() {
        return bytes;
    }

    /** Whether the very same key is in force. */
    boolean standsUnder(KeySet keys) {
        if (epoch == keys.epoch()) {
            return true;
        }
        if (!keys.find(key.reference()).equals(Optional.of(key))) {
            return false;
        }
        epoch = keys.epoch();
        return true;
    }
}
