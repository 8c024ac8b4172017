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

    private final WatchedFile<SigningKeys> signing;
    private final Optional<WatchedFile<List<AdmittedKey>>> verification;
    private final Optional<RemoteKeySet> remote;

    /** Throws {@link InvalidSettingsException}: a process does not start with keys that it cannot admit. */
    KeySources(KeyProperties properties, KeyRing ring, Refresher refresher, InstantSource clock) {
        signing = openSigning(properties, ring);
        refresher.every(FILE_LOOK, signing::refresh);
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

    SigningKeys signing() {
        return signing.current();
    }

    /** How often a source offered what is not admitted. */
    long faults() {
        return signing.faults() + verification.map(WatchedFile::faults).orElse(0L)
                + remote.map(RemoteKeySet::faults).orElse(0L);
    }

    @Override
    public void close() {
        remote.ifPresent(RemoteKeySet::close);
    }
}
