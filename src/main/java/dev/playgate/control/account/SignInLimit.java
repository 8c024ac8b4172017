package dev.playgate.control.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

import dev.playgate.control.registry.EmailAddress;
import dev.playgate.viewer.IpAddress;

/**
 * How many passwords may be wrong in each 15 minutes (security G3): of one account and from one source. A try counts
 * when it begins, so that many at once are no way around it, and is taken back when it was right.
 */
final class SignInLimit {

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int PER_ACCOUNT = 5;
    private static final int PER_SOURCE = 20;
    private static final int REMEMBERED = 100_000;

    private record Tries(long window, int count) {}

    private final Cache<EmailAddress, Tries> accounts = Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final Cache<Object, Tries> sources = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /**
     * Begins a try.
     *
     * @return how long to wait until one may begin; empty: it has begun
     */
    synchronized Optional<Duration> begin(EmailAddress account, Optional<IpAddress> source, Instant now) {
        long window = window(now);
        if (count(accounts, account, window) >= PER_ACCOUNT || count(sources, key(source), window) >= PER_SOURCE) {
            return Optional.of(Duration.between(now, Instant.ofEpochMilli((window + 1) * WINDOW.toMillis())));
        }
        add(accounts, account, window, 1);
        add(sources, key(source), window, 1);
        return Optional.empty();
    }

    /** The try was right: nothing counts against the account any more. */
    synchronized void succeeded(EmailAddress account, Optional<IpAddress> source, Instant begun) {
        accounts.invalidate(account);
        add(sources, key(source), window(begun), -1);
    }

    /** The try came to no end. */
    synchronized void takenBack(EmailAddress account, Optional<IpAddress> source, Instant begun) {
        add(accounts, account, window(begun), -1);
        add(sources, key(source), window(begun), -1);
    }

    private static Object key(Optional<IpAddress> source) {
        return source.map(IpAddress::subscriber);
    }

    private static <K> int count(Cache<K, Tries> tries, K key, long window) {
        @Nullable
        Tries known = tries.getIfPresent(key);
        return known == null || known.window() < window ? 0 : known.count();
    }

    private static <K> void add(Cache<K, Tries> tries, K key, long window, int number) {
        tries.put(key, new Tries(window, Math.max(0, count(tries, key, window) + number)));
    }

    private static long window(Instant now) {
        return Math.floorDiv(now.toEpochMilli(), WINDOW.toMillis());
    }
}
