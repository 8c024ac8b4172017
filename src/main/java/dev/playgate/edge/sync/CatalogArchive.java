package dev.playgate.edge.sync;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.FeedRecord;

/**
 * Keeps the {@link CatalogFile} up to date. When more of it is out of date than in force it is written anew, in the
 * background; what changes meanwhile goes into both. A disk that fails is logged and costs nothing but the file, which
 * then stays as it was, and is tried to be written anew every so often. Used by one thread.
 */
final class CatalogArchive implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogArchive.class);
    /** How many lines may be out of date in a small catalog. */
    private static final long SLACK = 20_000;
    /** How often the file is told that nothing has changed, and is written anew at most. */
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Path path;
    /** Holds all that led to {@link #newest}; none: it has to be written anew. */
    private @Nullable CatalogFile file;
    private long records;
    /** When the file was last written to, and when anew, or that was tried. */
    private Instant written = Instant.EPOCH;
    private Instant rewritten = Instant.EPOCH;
    /** Up to which all that changed is in {@link Rewriting#since}. */
    private @Nullable CatalogSnapshot newest;
    private @Nullable Rewriting rewriting;

    /**
     * @param draft when it is written
     * @param since what has been appended since the snapshot that it holds
     */
    private record Rewriting(CompletableFuture<CatalogFile.Draft> draft, CatalogSnapshot snapshot,
            List<FeedRecord> since) {}

    CatalogArchive(Path path) {
        this.path = path;
    }

    /** Empty when there is no file or none that can be read. */
    Optional<CatalogFile.Content> load() {
        try {
            Optional<CatalogFile.Content> content = CatalogFile.load(path);
            content.ifPresent(this::resume);
            return content;
        } catch (IOException | RuntimeException e) {
            LOG.error("{} cannot be read and is not used", path, e);
            return Optional.empty();
        }
    }

    private void resume(CatalogFile.Content content) {
        try {
            file = CatalogFile.resume(path, content);
            records = content.records();
            written = content.snapshot().asOf();
        } catch (IOException e) {
            LOG.error("{} cannot be written", path, e);
        }
    }

    /** The changes that led to the snapshot. */
    void append(List<FeedRecord> changes, CatalogSnapshot after, String feed) {
        newest = after;
        if (rewriting != null) {
            rewriting.since().addAll(changes);
        }
        write(changes, after);
        goOn(after, feed);
    }

    /** Nothing has changed up to the snapshot's {@code asOf}. */
    void confirm(CatalogSnapshot snapshot, String feed) {
        newest = snapshot;
        if (isDue(written, snapshot)) {
            write(List.of(), snapshot);
        }
        goOn(snapshot, feed);
    }

    /** The file holds the snapshot and nothing else, soon; until then, what it held: no change leads from that to this. */
    void replace(CatalogSnapshot snapshot, String feed) {
        awaitRewriting();
        closeFile();
        newest = snapshot;
        rewrite(snapshot, feed);
    }

    private void goOn(CatalogSnapshot snapshot, String feed) {
        finishRewriting();
        boolean needed = file == null || records > 2L * entries(snapshot) + SLACK;
        if (needed && rewriting == null && isDue(rewritten, snapshot)) {
            rewrite(snapshot, feed);
        }
    }

    private static boolean isDue(Instant last, CatalogSnapshot snapshot) {
        return !snapshot.asOf().isBefore(last.plus(INTERVAL));
    }

    private void rewrite(CatalogSnapshot snapshot, String feed) {
        rewritten = snapshot.asOf();
        rewriting = new Rewriting(CompletableFuture.supplyAsync(() -> draft(feed, snapshot)), snapshot,
                new ArrayList<>());
    }

    @Override
    public void close() {
        awaitRewriting();
        closeFile();
    }

    private CatalogFile.Draft draft(String feed, CatalogSnapshot snapshot) {
        try {
            return CatalogFile.draft(path, feed, snapshot);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private void awaitRewriting() {
        if (rewriting != null) {
            rewriting.draft().handle((_, _) -> path).join();
            finishRewriting();
        }
    }

    private void finishRewriting() {
        @Nullable
        Rewriting running = rewriting;
        if (running == null || !running.draft().isDone()) {
            return;
        }
        rewriting = null;
        try {
            CatalogFile replaced = running.draft().join().replace();
            closeFile();
            file = replaced;
            records = entries(running.snapshot());
            write(running.since(), Objects.requireNonNull(newest));
        } catch (IOException | CompletionException e) {
            LOG.error("{} cannot be written anew", path, e);
        }
    }

    private void write(List<FeedRecord> changes, CatalogSnapshot after) {
        @Nullable
        CatalogFile open = file;
        if (open == null) {
            return;
        }
        written = after.asOf();
        try {
            open.append(changes, after.version(), after.asOf());
            records += changes.size();
        } catch (IOException e) {
            // What was appended in part is not whole: nothing that followed would be read.
            LOG.error("{} cannot be written", path, e);
            closeFile();
        }
    }

    private void closeFile() {
        @Nullable
        CatalogFile open = file;
        file = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.warn("{} was not closed", path, e);
            }
        }
    }

    private static long entries(CatalogSnapshot snapshot) {
        return (long) snapshot.organisationCount() + snapshot.streamCount() + snapshot.revocationCount();
    }
}
