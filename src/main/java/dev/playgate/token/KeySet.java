package dev.playgate.token;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.playgate.stream.OrganisationId;

/** All keys that are in force at one moment. Immutable; look-ups take constant time and do no I/O (security A3). */
public final class KeySet {

    private final long epoch;
    private final Map<KeyReference, VerificationKey> keys;

    private KeySet(long epoch, Map<KeyReference, VerificationKey> keys) {
        this.epoch = epoch;
        this.keys = keys;
    }

    /**
     * Of several keys with one {@code kid} and owner the first counts.
     *
     * @param epoch never the same for two different sets in one process
     */
    public static KeySet of(long epoch, List<VerificationKey> keys) {
        Map<KeyReference, VerificationKey> byReference = HashMap.newHashMap(keys.size());
        keys.forEach(key -> byReference.putIfAbsent(key.reference(), key));
        return new KeySet(epoch, Map.copyOf(byReference));
    }

    /** Grows with each change of the set. */
    public long epoch() {
        return epoch;
    }

    public boolean isEmpty() {
        return keys.isEmpty();
    }

    public int size() {
        return keys.size();
    }

    /**
     * The key for a token: the platform's with this {@code kid}, else the subject's own. An organisation's own key is
     * found under that organisation alone, so that it can neither hide nor stand in for anybody else's.
     *
     * @param subject the organisation that the token says it is for; empty if it does not say
     */
    public Optional<VerificationKey> find(String kid, Optional<OrganisationId> subject) {
        return find(new KeyReference(kid, Optional.empty()))
                .or(() -> subject.flatMap(owner -> find(new KeyReference(kid, Optional.of(owner)))));
    }

    /** The key that this names, if it is still in force. */
    public Optional<VerificationKey> find(KeyReference reference) {
        return Optional.ofNullable(keys.get(reference));
    }

    boolean hasSameKeys(KeySet other) {
        return keys.equals(other.keys);
    }
}
