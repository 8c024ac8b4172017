package dev.playgate.edge.sync;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.playgate.catalog.CatalogChange;
import dev.playgate.catalog.CatalogEditor;
import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.EntryKey;
import dev.playgate.catalog.FeedCodec;
import dev.playgate.catalog.FeedRecord;
import dev.playgate.edge.sync.FeedConnection.Head;
import dev.playgate.edge.sync.FeedConnection.Page;

/**
 * What the feed has said so far, in force and on disk: page after page of what is new, or the whole again where that does
 * not follow. Changed by one thread, read by all.
 */
final class CatalogInForce {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogInForce.class);
    private static final Set<EntryKey.Kind> HAVE_KEYS = EnumSet.of(EntryKey.Kind.PLATFORM_KEYS,
            EntryKey.Kind.ORGANISATION);
    private static final int PAGE = 20_000;

    private final Optional<CatalogArchive> archive;
    private final Consumer<CatalogSnapshot> keys;
    private final CatalogListener listener;

    private volatile Optional<CatalogSnapshot> current = Optional.empty();
    /** Of which the snapshot is. */
    private String feedId = "";

    /**
     * Nothing so far.
     *
     * @param keys is given each snapshot in which keys may differ from the one before, ahead of its being in force
     * @param listener is told before the disk has it
     */
    CatalogInForce(Optional<Path> file, Consumer<CatalogSnapshot> keys, CatalogListener listener) {
        this.archive = file.map(CatalogArchive::new);
        this.keys = keys;
        this.listener = listener;
    }

    Optional<CatalogSnapshot> current() {
        return current;
    }

    /** Version of what is in force; 0 for nothing. */
    long version() {
        return current.map(CatalogSnapshot::version).orElse(0L);
    }

    /** Puts in force what is on disk. */
    void restore() {
        archive.flatMap(CatalogArchive::load).ifPresent(content -> {
            keys.accept(content.snapshot());
            feedId = content.feed();
            current = Optional.of(content.snapshot());
        });
    }

    /** The file has what is in force. */
    void close() {
        archive.ifPresent(CatalogArchive::close);
    }

    /**
     * Reads all that the feed has; what was read before something goes wrong is in force.
     *
     * @param asked when the feed was asked: what is in force afterwards holds of that moment
     */
    void read(FeedConnection open, Instant asked) throws SQLException {
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
        Set<EntryKey> changed = new HashSet<>();
        for (FeedRecord feedRecord : page.records()) {
            Optional<CatalogChange> change = FeedCodec.read(feedRecord);
            change.ifPresent(editor::apply);
            change.map(CatalogChange::key).ifPresent(changed::add);
        }
        CatalogSnapshot after = editor.build(page.records().getLast().version(), asked);
        if (changed.stream().anyMatch(key -> HAVE_KEYS.contains(key.kind()))) {
            keys.accept(after);
        }
        current = Optional.of(after);
        listener.changed(changed);
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
        listener.replaced();
        archive.ifPresent(disk -> disk.replace(whole, first.feed()));
    }
}
