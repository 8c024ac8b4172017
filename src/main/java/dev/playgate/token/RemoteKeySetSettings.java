package dev.playgate.token;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where a remote JWK set is, and how it is kept.
 *
 * @param uri {@code https}; {@code http} on the own machine, or where it is allowed
 * @param issuer the {@code iss} of tokens under these keys
 * @param allowPlainHttp {@code http} beyond the own machine: whoever sits between can then issue tokens
 * @param refreshEvery the longest time between two requests while all is well; 30 seconds at least
 * @param maxStaleness after this time without a good answer the keys are not trusted any more; longer than
 *        {@code refreshEvery}
 * @param timeout for the whole of a request; up to a minute
 */
public record RemoteKeySetSettings(URI uri, String issuer, boolean allowPlainHttp, Duration refreshEvery,
        Duration maxStaleness, Duration timeout) {

    private static final Duration MIN_REFRESH = Duration.ofSeconds(30);
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(1);
    private static final Set<String> OWN_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Throws {@link IllegalArgumentException} that names all faults. */
    public RemoteKeySetSettings {
        List<String> faults = new ArrayList<>();
        String host = uri.getHost() == null ? "" : uri.getHost();
        boolean plain = "http".equals(uri.getScheme());
        if (host.isEmpty() || uri.getUserInfo() != null || !(plain || "https".equals(uri.getScheme()))) {
            faults.add("uri is not an https URL with a host and without user information");
        } else if (plain && !allowPlainHttp && !OWN_MACHINE.contains(host)) {
            faults.add("uri is http and not on this machine, which allowPlainHttp does not allow");
        }
        if (issuer.isEmpty()) {
            faults.add("issuer is empty");
        }
        if (refreshEvery.compareTo(MIN_REFRESH) < 0) {
            faults.add("refreshEvery is shorter than " + MIN_REFRESH.toSeconds() + " seconds");
        }
        if (maxStaleness.compareTo(refreshEvery) <= 0) {
            faults.add("maxStaleness is not longer than refreshEvery");
        }
        if (!timeout.isPositive() || timeout.compareTo(MAX_TIMEOUT) > 0) {
            faults.add("timeout is not within a minute");
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    /** A refresh every 5 minutes, keys trusted for 24 hours, 5 seconds for a request. */
    public static RemoteKeySetSettings of(URI uri, String issuer) {
        return new RemoteKeySetSettings(uri, issuer, false, Duration.ofMinutes(5), Duration.ofHours(24),
                Duration.ofSeconds(5));
    }
}
