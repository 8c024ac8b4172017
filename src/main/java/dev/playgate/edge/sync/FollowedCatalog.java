package dev.playgate.edge.sync;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.playgate.catalog.Catalog;
import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.EntryKey;

/**
 * The catalog as the registry's feed has it. Reads the feed when the database notifies it, when this process wrote to
 * it, and every so often, which is the truth: a notification that is lost costs time, and nothing else. While the
 * database cannot be read, the catalog stays as it was last known, and {@link CatalogSnapshot#asOf} stands still.
 */
public final class FollowedCatalog implements Catalog, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FollowedCatalog.class);
    private static final Duration RECONNECT = Duration.ofMillis(500);

    private final FeedProperties feed;
    private final InstantSource time;
    private final Thread thread;
    private final Wakeup wakeup = new Wakeup();
    private final CatalogInForce catalog;
    private final List<CatalogListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong failures = new AtomicLong();

    private @Nullable FeedConnection connection;
    private boolean lost;
    private volatile boolean closed;

    /**
     * Reads the catalog that is on disk, and the database if it is there.
     *
     * @param file where the catalog is kept on disk; empty: nowhere
     * @param keys is given each snapshot in which keys may differ from the one before, ahead of its being in force
     */
    public static FollowedCatalog start(FeedProperties feed, Optional<Path> file, InstantSource time,
            Consumer<CatalogSnapshot> keys) {
        FollowedCatalog followed = new FollowedCatalog(feed, file, time, keys);
        followed.catalog.restore();
        followed.follow();
        followed.thread.start();
        return followed;
    }

    private FollowedCatalog(FeedProperties feed, Optional<Path> file, InstantSource time,
            Consumer<CatalogSnapshot> keys) {
        this.feed = feed;
        this.time = time;
        this.catalog = new CatalogInForce(file, keys, new Told());
        this.thread = Thread.ofPlatform().daemon().name("playgate-feed").unstarted(this::run);
    }

    @Override
    public Optional<CatalogSnapshot> current() {
        return catalog.current();
    }

    /** Is told of what changes from now on. */
    public void listen(CatalogListener listener) {
        listeners.add(listener);
    }

    /** Who waits for a version goes on when all listeners know. */
    private final class Told implements CatalogListener {

        @Override
        public void changed(Set<EntryKey> entries) {
            listeners.forEach(listener -> listener.changed(entries));
            wakeup.changed();
        }

        @Override
        public void replaced() {
            listeners.forEach(CatalogListener::replaced);
            wakeup.changed();
        }
    }

    /** How often the database could not be read since the start. */
    public long failures() {
        return failures.get();
    }

    /** Reads the feed now, and waits until the version is in force, or until it takes too long. */
    public void await(long version, Duration longest) {
        wakeup.wake();
        wakeup.awaitUntil(() -> catalog.version() >= version, longest);
    }

    /** Ends following, and the file has what is in force, unless that takes too long. */
    @Override
    public void close() {
        closed = true;
        wakeup.wake();
        try {
            thread.join(feed.timeout().plus(feed.poll()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            sleep();
            follow();
        }
        disconnect();
        catalog.close();
    }

    private void sleep() {
        @Nullable
        FeedConnection open = connection;
        if (open == null) {
            wakeup.sleep(RECONNECT);
        } else if (!open.notifies()) {
            wakeup.sleep(feed.poll());
        } else {
            try {
                open.sleep(feed.poll());
            } catch (SQLException e) {
                noteLost(e);
            }
        }
    }

    private void follow() {
        try {
            @Nullable
            FeedConnection open = connection;
            if (open == null) {
                open = FeedConnection.open(feed);
                connection = open;
            }
            Instant asked = time.instant();
            catalog.read(open, asked);
            if (lost) {
                lost = false;
                LOG.info("the registry's feed is read again, at version {}", catalog.version());
            }
        } catch (SQLException e) {
            noteLost(e);
        } catch (RuntimeException e) {
            LOG.error("the registry's feed holds what cannot be read; the catalog stays as it is", e);
            noteLost(new SQLException(e));
        }
    }

    private void noteLost(SQLException e) {
        failures.incrementAndGet();
        if (!lost) {
            lost = true;
            LOG.warn("the registry's feed cannot be read; the catalog stays as it is: {}", e.getMessage());
        }
        disconnect();
    }

    private void disconnect() {
        @Nullable
        FeedConnection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.debug("a lost connection was not closed", e);
            }
        }
    }
}
