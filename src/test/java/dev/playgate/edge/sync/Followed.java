package dev.playgate.edge.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;

import dev.playgate.catalog.CatalogChange;
import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.control.registry.Database;
import dev.playgate.control.registry.DatabaseProperties;
import dev.playgate.control.registry.Samples;
import dev.playgate.control.registry.TestRegistry;

/** A registry, and a catalog that follows it; both by a clock that a test moves. */
final class Followed implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final DatabaseProperties properties;
    private final Path file;
    private final AtomicReference<Instant> clock = new AtomicReference<>(Changes.NOW);
    private final Database database;
    private FollowedCatalog catalog;

    private Followed(DatabaseProperties properties, Path file) {
        this.properties = properties;
        this.file = file;
        this.database = TestRegistry.over(properties, clock::get).database();
        this.catalog = start();
    }

    static Followed of(DatabaseProperties properties) {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "followed");
            return new Followed(properties, folder.resolve("catalog"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FollowedCatalog start() {
        FeedProperties feed = new FeedProperties(properties.url(), Optional.ofNullable(properties.username()),
                Optional.empty(), Duration.ofSeconds(5), Duration.ofMillis(50));
        return FollowedCatalog.start(feed, Optional.of(file), clock::get, _ -> {});
    }

    Path file() {
        return file;
    }

    Database database() {
        return database;
    }

    CatalogSnapshot current() {
        return catalog.current().orElseThrow();
    }

    long failures() {
        return catalog.failures();
    }

    void stopFollowing() {
        catalog.close();
    }

    void follow() {
        catalog = start();
    }

    String url() {
        return properties.url();
    }

    /** Nobody writes from now on. */
    void disconnectWriter() {
        database.close();
    }

    void pass(Duration time) {
        clock.updateAndGet(now -> now.plus(time));
    }

    /** One write with these changes. */
    void write(CatalogChange... changes) {
        database.write(write -> {
            List.of(changes).forEach(write::change);
            return changes;
        });
    }

    void write(String sql) {
        database.write(write -> write.sql().sql(sql).update());
    }

    /** Waits until the catalog holds what the registry's feed does. */
    void awaitEqual() {
        List<Object> feed = Changes.content(Samples.snapshot(database));
        await(() -> Changes.content(current()).equals(feed));
    }

    void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(LONGEST).pollInterval(Duration.ofMillis(5)).until(condition);
    }

    @Override
    public void close() {
        catalog.close();
        database.close();
    }
}
