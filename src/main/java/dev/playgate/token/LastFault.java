package dev.playgate.token;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is wrong with a source of keys just now. Logged and counted once, however often it is noted in a row. */
final class LastFault {

    private static final Logger LOG = LoggerFactory.getLogger(LastFault.class);

    private final Object source;
    private final AtomicLong count = new AtomicLong();
    private volatile @Nullable String fault;

    /** @param source names the source in the log */
    LastFault(Object source) {
        this.source = source;
    }

    synchronized void note(String next) {
        if (!next.equals(fault)) {
            fault = next;
            count.incrementAndGet();
            LOG.error("{}: {}. What was in force stays", source, next);
        }
    }

    synchronized void clear() {
        if (fault != null) {
            fault = null;
            LOG.info("{}: no fault any more", source);
        }
    }

    Optional<String> current() {
        return Optional.ofNullable(fault);
    }

    long count() {
        return count.get();
    }
}
