package dev.playgate.token;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.playgate.stream.OrganisationId;

/** The keys in force, put together from their sources. A change is in force for the next request. */
public final class KeyRing {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

    private final Map<KeySource, IssuerKeys> platform = new EnumMap<>(KeySource.class);
    private Map<OrganisationId, IssuerKeys> organisations = Map.of();
    private Set<VerificationKey> hidden = Set.of();
    private volatile KeySet current = KeySet.of(0, List.of());
    private volatile boolean unknownKid;

    public KeySet current() {
        return current;
    }

    /** The source has these keys from now on, and no others. */
    public synchronized void replacePlatformKeys(KeySource source, IssuerKeys keys) {
        platform.put(source, keys);
        publish();
    }

    /** The source has no keys any more. */
    public synchronized void removePlatformKeys(KeySource source) {
        platform.remove(source);
        publish();
    }

    /** Organisations have these keys of their own from now on, and no others. */
    public synchronized void replaceOrganisationKeys(Map<OrganisationId, IssuerKeys> keys) {
        organisations = Map.copyOf(keys);
        publish();
    }

    /** A token named a key that is not here. Costs nothing; {@link RemoteKeySet} looks at it when it may (security A3). */
    public void noteUnknownKid() {
        if (!unknownKid) {
            unknownKid = true;
        }
    }

    boolean isUnknownKidNoted() {
        return unknownKid;
    }

    void forgetUnknownKid() {
        unknownKid = false;
    }

    private void publish() {
        List<VerificationKey> keys = new ArrayList<>();
        platform.values().forEach(source -> add(source, Optional.empty(), keys));
        organisations.forEach((owner, own) -> add(own, Optional.of(owner), keys));
        KeySet next = KeySet.of(current.epoch() + 1, keys);
        warnOfHiddenKeys(keys, next);
        if (!next.hasSameKeys(current)) {
            current = next;
        }
    }

    private static void add(IssuerKeys source, Optional<OrganisationId> owner, List<VerificationKey> keys) {
        source.keys().forEach(key -> keys.add(new VerificationKey(key, source.issuer(), owner)));
    }

    /** Once for each, since some source is read again all the time. */
    private void warnOfHiddenKeys(List<VerificationKey> keys, KeySet set) {
        Set<VerificationKey> stillHidden = keys.stream()
                .filter(key -> !set.find(key.key().kid(), key.owner()).equals(Optional.of(key)))
                .collect(Collectors.toSet());
        stillHidden.stream().filter(key -> !hidden.contains(key)).forEach(key -> LOG
                .warn("Key {} is not in force: an earlier source has another key with this kid", key.reference()));
        hidden = stillHidden;
    }
}
