package dev.playgate.control.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import dev.playgate.catalog.CatalogEditor;
import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.FeedCodec;
import dev.playgate.catalog.FeedRecord;

/** A registry in a database of its own, and the catalog as its feed has it. */
public final class TestRegistry {

    private final Database database;

    private TestRegistry(Database database) {
        this.database = database;
    }

    /** Nothing in it. */
    public static TestRegistry empty(InstantSource time) {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "registry");
            Database database = Database.of(new DatabaseProperties("jdbc:sqlite:" + folder.resolve("playgate.db"), null,
                    null, 1, Duration.ofSeconds(5)), time);
            database.migrate();
            return new TestRegistry(database);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With what the text says. */
    public static TestRegistry of(String yaml, InstantSource time) {
        TestRegistry registry = empty(time);
        registry.apply(yaml);
        return registry;
    }

    public void apply(String yaml) {
        new RegistryImport(database, SampleKeys.ACCEPTED).apply(yaml, Actor.PROCESS);
    }

    public Database database() {
        return database;
    }

    /** As somebody sees it who reads the feed from its beginning. */
    public CatalogSnapshot snapshot(Instant asOf) {
        CatalogEditor editor = CatalogSnapshot.empty(asOf).edit();
        long version = database.read(sql -> {
            sql.sql("SELECT version, kind, id, value FROM feed ORDER BY version")
                    .query((row, _) -> new FeedRecord(row.getLong("version"), row.getString("kind"),
                            row.getString("id"), Optional.ofNullable(row.getString("value"))))
                    .list().forEach(entry -> FeedCodec.read(entry).ifPresent(editor::apply));
            return sql.sql("SELECT version FROM feed_head").query((row, _) -> row.getLong(1)).single();
        });
        return editor.build(version, asOf);
    }
}
