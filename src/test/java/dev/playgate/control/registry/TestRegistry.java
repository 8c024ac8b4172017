package dev.playgate.control.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

import dev.playgate.catalog.CatalogSnapshot;

/** A registry in a database of its own, and the catalog as its feed has it. */
public final class TestRegistry {

    private final Database database;

    private TestRegistry(Database database) {
        this.database = database;
    }

    /** Nothing in it. */
    public static TestRegistry empty(InstantSource time) {
        DatabaseProperties own = TestDatabase.SQLITE.fresh();
        try {
            Files.copy(Template.FILE, file(own));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return over(own, time);
    }

    /** A database with its tables: a copy is made sooner than they are. */
    private static final class Template {

        static final Path FILE = make();

        private static Path make() {
            DatabaseProperties template = TestDatabase.SQLITE.fresh();
            // Closed, so that all of it is in the one file.
            over(template, InstantSource.system()).database().close();
            return file(template);
        }
    }

    private static Path file(DatabaseProperties sqlite) {
        return Path.of(sqlite.url().substring(Dialect.SQLITE.prefix().length()));
    }

    /** What there is, which may be nothing; the caller closes {@link #database()}. */
    public static TestRegistry over(DatabaseProperties properties, InstantSource time) {
        Database database = Database.of(properties, time);
        database.migrate();
        return new TestRegistry(database);
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
        return Samples.snapshot(database).confirmedAt(asOf);
    }
}
