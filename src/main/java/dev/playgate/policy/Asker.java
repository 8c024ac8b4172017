package dev.playgate.policy;

import java.time.Instant;
import java.util.Optional;

import dev.playgate.token.ProofCache;
import dev.playgate.viewer.IpAddress;

/**
 * Whose proofs are counted, and when: not what is judged, which may be made up.
 *
 * @param now of this machine's clock
 * @param consent to proving what was not proved lately
 */
public record Asker(Optional<IpAddress> address, Instant now, ProofCache.Consent consent) {

    /** One for whom everything is proved. */
    public Asker(Optional<IpAddress> address, Instant now) {
        this(address, now, ProofCache.Consent.GIVEN);
    }
}
