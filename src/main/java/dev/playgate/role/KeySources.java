package dev.playgate.role;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import dev.playgate.token.AdmittedKey;
import dev.playgate.token.IssuerKeys;
import dev.playgate.token.JwkSets;
import dev.playgate.token.KeyRing;
import dev.playgate.token.KeySource;
import dev.playgate.token.RemoteKeySet;
import dev.playgate.token.SigningKeyFile;
import dev.playgate.token.SigningKeys;
import dev.playgate.token.WatchedFile;

/** Opens every source of platform keys that is configured, and keeps the ring up to date with them. */
final class KeySources implements AutoCloseable {

    private static final Duration FILE_LOOK = Duration.ofMillis(250);
    private static final Duration REMOTE_LOOK = Duration.ofSeconds(1);

    private final Optional<WatchedFile<SigningKeys>> signing;
    private final Optional<WatchedFile<List<AdmittedKey>>> verification;
    private final Optional<RemoteKeySet> remote;

    /**
     * Opens them.
     *
     * @param issues whether the process has private keys; one that does not has the public ones from the registry
     * @throws InvalidSettingsException a process does not start with keys that it cannot admit
     */
    KeySources(KeyProperties properties, boolean issues, KeyRing ring, Refresher refresher, InstantSource clock) {
        signing = issues ? Optional.of(openSigning(properties, ring)) : Optional.empty();
        signing.ifPresent(file -> refresher.every(FILE_LOOK, file::refresh));
        verification = Optional.ofNullable(properties.verification()).map(path -> StartFile.open(
                "playgate.keys.verification", path, JwkSets::parse,
                keys -> ring.replacePlatformKeys(KeySource.FILE, new IssuerKeys(properties.issuer(), keys))));
        verification.ifPresent(file -> refresher.every(FILE_LOOK, file::refresh));
        remote = properties.remoteKeySet().map(settings -> new RemoteKeySet(settings, ring));
        remote.ifPresent(set -> refresher.every(REMOTE_LOOK, () -> set.poll(clock.instant())));
    }

    private static WatchedFile<SigningKeys> openSigning(KeyProperties properties, KeyRing ring) {
        String setting = "playgate.keys.signing";
        if (properties.generate()) {
            StartFile.make(setting, properties.signing(), SigningKeyFile::generateIfMissing);
        }
        return StartFile.open(setting, properties.signing(), text -> SigningKeys.parse(text, properties.algorithm()),
                keys -> ring.replacePlatformKeys(KeySource.SIGNING,
                        new IssuerKeys(properties.issuer(), keys.publicHalves())));
    }

    /** Throws {@link java.util.NoSuchElementException} in a process that does not issue. */
    SigningKeys signing() {
        return signing.orElseThrow().current();
    }

    /** How often a source offered what is not admitted. */
    long faults() {
        return signing.map(WatchedFile::faults).orElse(0L) + verification.map(WatchedFile::faults).orElse(0L)
                + remote.map(RemoteKeySet::faults).orElse(0L);
    }

    @Override
    public void close() {
        remote.ifPresent(RemoteKeySet::close);
    }
}
