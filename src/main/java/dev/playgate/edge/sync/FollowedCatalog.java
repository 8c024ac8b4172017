package dev.playgate.edge.sync;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.playgate.catalog.Catalog;
import dev.playgate.catalog.CatalogChange;
import dev.playgate.catalog.CatalogEditor;
import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.EntryKey;
import dev.playgate.catalog.FeedCodec;
import dev.playgate.catalog.FeedRecord;
import dev.playgate.edge.sync.FeedConnection.Head;
import dev.playgate.edge.sync.FeedConnection.Page;

/**
 * The catalog as the registry's feed has it. Reads the feed when the database notifies it, when this process wrote to
 * it, and every so often, which is the truth: a notification that is lost costs time, and nothing else. While the
 * database cannot be read, the catalog stays as it was last known, and {@link CatalogSnapshot#asOf} stands still.
 */
public final class FollowedCatalog implements Catalog, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FollowedCatalog.class);
    private static final Set<EntryKey.Kind> HAVE_KEYS = EnumSet.of(EntryKey.Kind.PLATFORM_KEYS,
            EntryKey.Kind.ORGANISATION);
    private static final int PAGE = 20_000;
    private static final Duration RECONNECT = Duration.ofMillis(500);

    private final FeedProperties feed;
    private final Optional<CatalogArchive> archive;
    private final InstantSource time;
    private final Consumer<CatalogSnapshot> keys;
    private final Thread thread;
    private final Wakeup wakeup = new Wakeup();
    private final AtomicLong failures = new AtomicLong();

    private volatile Optional<CatalogSnapshot> current = Optional.empty();
    /** Of which the snapshot is. */
    private String feedId = "";
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
        FollowedCatalog catalog = new FollowedCatalog(feed, file, time, keys);
        catalog.restore();
        catalog.follow();
        catalog.thread.start();
        return catalog;
    }

    private FollowedCatalog(FeedProperties feed, Optional<Path> file, InstantSource time,
            Consumer<CatalogSnapshot> keys) {
        this.feed = feed;
        this.archive = file.map(CatalogArchive::new);
        this.time = time;
        this.keys = keys;
        this.thread = Thread.ofPlatform().daemon().name("playgate-feed").unstarted(this::run);
    }

    @Override
    public Optional<CatalogSnapshot> current() {
        return current;
    }

    /** How often the database could not be read since the start. */
    public long failures() {
        return failures.get();
    }

    /** Reads the feed now, and waits until the version is in force, or until it takes too long. */
    public void await(long version, Duration longest) {
        wakeup.wake();
        wakeup.awaitUntil(() -> current.map(CatalogSnapshot::version).orElse(0L) >= version, longest);
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

    private void restore() {
        archive.flatMap(CatalogArchive::load).ifPresent(content -> {
            keys.accept(content.snapshot());
            feedId = content.feed();
            current = Optional.of(content.snapshot());
        });
    }

    private void run() {
        while (!closed) {
            sleep();
            follow();
        }
        disconnect();
        archive.ifPresent(CatalogArchive::close);
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
            readAll(open, asked);
            if (lost) {
                lost = false;
                LOG.info("the registry's feed is read again, at version {}",
                        current.map(CatalogSnapshot::version).orElse(0L));
            }
        } catch (SQLException e) {
            noteLost(e);
        } catch (RuntimeException e) {
            LOG.error("the registry's feed holds what cannot be read; the catalog stays as it is", e);
            noteLost(new SQLException(e));
        }
    }

    /** @param asked when the feed was asked: what is in force afterwards holds of that moment */
    private void readAll(FeedConnection open, Instant asked) throws SQLException {
        if (current.isEmpty()) {
            readWhole(open, asked);
            return;
        }
        CatalogSnapshot snapshot = current.get();
        Page page = open.page(snapshot.version(), PAGE);
        while (follows(snapshot, page) && !page.records().isEmpty()) {
            snapshot = apply(snapshot, page, asked);
            page = open.page(snapshot.version(), PAGE);
        }
        if (!follows(snapshot, page)) {
            readWhole(open, asked);
            return;
        }
        CatalogSnapshot confirmed = snapshot.confirmedAt(asked);
        current = Optional.of(confirmed);
        archive.ifPresent(disk -> disk.confirm(confirmed, feedId));
    }

    private boolean follows(CatalogSnapshot snapshot, Page page) {
        return page.head().feed().equals(feedId) && page.head().version() >= snapshot.version()
                && page.head().forgotten() <= snapshot.version();
    }

    private CatalogSnapshot apply(CatalogSnapshot before, Page page, Instant asked) {
        CatalogEditor editor = before.edit();
        boolean touchesKeys = false;
        for (FeedRecord feedRecord : page.records()) {
            Optional<CatalogChange> change = FeedCodec.read(feedRecord);
            change.ifPresent(editor::apply);
            touchesKeys |= change.map(c -> HAVE_KEYS.contains(c.key().kind())).orElse(false);
        }
        CatalogSnapshot after = editor.build(page.records().getLast().version(), asked);
        if (touchesKeys) {
            keys.accept(after);
        }
        current = Optional.of(after);
        wakeup.changed();
        archive.ifPresent(disk -> disk.append(page.records(), after, feedId));
        return after;
    }

    private void readWhole(FeedConnection open, Instant asked) throws SQLException {
        LOG.info("reading the whole catalog");
        CatalogEditor editor = CatalogSnapshot.empty(asked).edit();
        Page page = open.page(0, PAGE);
        Head first = page.head();
        long version = 0;
        while (!page.records().isEmpty()) {
            page.records().forEach(feedRecord -> FeedCodec.read(feedRecord).ifPresent(editor::apply));
            version = page.records().getLast().version();
            page = open.page(version, PAGE);
            if (!page.head().feed().equals(first.feed()) || page.head().forgotten() != first.forgotten()) {
                throw new SQLException("entries were forgotten while the catalog was read");
            }
        }
        CatalogSnapshot whole = editor.build(page.head().version(), asked);
        keys.accept(whole);
        feedId = first.feed();
        current = Optional.of(whole);
        wakeup.changed();
        archive.ifPresent(disk -> disk.replace(whole, first.feed()));
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
