package dev.playgate.token;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The bounds of the cache of proofs (security F2 to F4).
 *
 * @param maxBytes what proofs may take, estimated; at least 1 MiB
 * @param maxAge how long a proof is kept, if the token does not expire before; up to an hour
 * @param failureMaxBytes what failures may take, apart from the proofs, estimated; at least 64 KiB
 * @param failureMaxAge how long a failure is kept; up to a minute
 * @param verificationsPerSecond how many tokens the process verifies in a second, counted in RS256 by the JDK: one of
 *        ES256 or EdDSA counts as 15 there, as 2 where native code verifies. One core does about 20,000; at least 15
 * @param failuresPerSource how many tokens of one source may fail to verify in a window; at least 1
 * @param failureWindow the window for that; up to an hour
 * @param maxSources how many sources are counted at a time; at least 1
 */
public record ProofCacheSettings(long maxBytes, Duration maxAge, long failureMaxBytes, Duration failureMaxAge,
        int verificationsPerSecond, int failuresPerSource, Duration failureWindow, int maxSources) {

    /** 48 MiB for 5 minutes, 1 MiB of failures for 3 seconds, 5000 verifications, 20 failures of a source in a minute. */
    public static final ProofCacheSettings DEFAULT = new ProofCacheSettings(48 << 20, Duration.ofMinutes(5), 1 << 20,
            Duration.ofSeconds(3), 5000, 20, Duration.ofMinutes(1), 20_000);

    private static final long MIN_BYTES = 1 << 20;
    private static final long MIN_FAILURE_BYTES = 1 << 16;

    /** Throws {@link IllegalArgumentException} that names all faults. */
    public ProofCacheSettings {
        List<String> faults = new ArrayList<>();
        if (maxBytes < MIN_BYTES) {
            faults.add("maxBytes is less than " + MIN_BYTES);
        }
        if (failureMaxBytes < MIN_FAILURE_BYTES) {
            faults.add("failureMaxBytes is less than " + MIN_FAILURE_BYTES);
        }
        if (!isWithin(maxAge, Duration.ofHours(1))) {
            faults.add("maxAge is not within an hour");
        }
        if (!isWithin(failureMaxAge, Duration.ofMinutes(1))) {
            faults.add("failureMaxAge is not within a minute");
        }
        if (!isWithin(failureWindow, Duration.ofHours(1))) {
            faults.add("failureWindow is not within an hour");
        }
        if (verificationsPerSecond < SignatureProvider.HIGHEST_COST) {
            faults.add("verificationsPerSecond is less than " + SignatureProvider.HIGHEST_COST);
        }
        if (failuresPerSource < 1) {
            faults.add("failuresPerSource is less than 1");
        }
        if (maxSources < 1) {
            faults.add("maxSources is less than 1");
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    private static boolean isWithin(Duration duration, Duration max) {
        return duration.compareTo(Duration.ofMillis(1)) >= 0 && duration.compareTo(max) <= 0;
    }
}
