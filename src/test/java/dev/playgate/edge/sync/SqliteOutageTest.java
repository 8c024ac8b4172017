package dev.playgate.edge.sync;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.playgate.control.registry.DatabaseProperties;
import dev.playgate.control.registry.TestDatabase;

import static dev.playgate.edge.sync.Changes.ALPHA;
import static dev.playgate.edge.sync.Changes.revoke;
import static org.assertj.core.api.Assertions.assertThat;

/** A SQLite file that is locked, removed, or another. */
class SqliteOutageTest {

    private final DatabaseProperties properties = TestDatabase.SQLITE.fresh();
    private final Path file = Path.of(properties.url().substring("jdbc:sqlite:".length()));
    private final Followed followed = Followed.of(properties);

    @AfterEach
    void close() {
        followed.close();
    }

    @Test
    void itIsReadWhileSomebodyHoldsTheWriteLock() throws Exception {
        followed.write(revoke("one"));
        try (Connection other = DriverManager.getConnection(properties.url());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            followed.awaitEqual();
            Instant known = followed.current().asOf();
            followed.pass(Duration.ofMinutes(1));
            followed.await(() -> followed.current().asOf().isAfter(known));
        }
        assertThat(followed.failures()).isZero();
    }

    @Test
    void whenItIsRemovedTheCatalogStaysAndIsNoLongerConfirmed() throws Exception {
        followed.write(revoke("one"));
        followed.awaitEqual();
        // Or its pool would make a new file.
        followed.disconnectWriter();
        Files.delete(file);
        followed.await(() -> followed.failures() > 1);
        Instant known = followed.current().asOf();
        followed.pass(Duration.ofMinutes(1));
        long failures = followed.failures();
        followed.await(() -> followed.failures() > failures + 1);

        assertThat(followed.current().asOf()).isEqualTo(known);
        assertThat(followed.current().isRevoked(ALPHA, "one")).isTrue();
        assertThat(file).doesNotExist();
    }

    @Test
    void anotherInItsPlaceIsReadWhole() throws Exception {
        followed.write(revoke("one"), revoke("two"));
        followed.awaitEqual();
        try (Followed other = Followed.of(TestDatabase.SQLITE.fresh())) {
            other.write(revoke("two"), revoke("three"), revoke("four"));
            other.awaitEqual();
            Path copy = file.resolveSibling("copy.db");
            try (Connection from = DriverManager.getConnection(other.url());
                    Statement statement = from.createStatement()) {
                statement.execute("VACUUM INTO '" + copy + "'");
            }
            followed.disconnectWriter();
            Files.deleteIfExists(file.resolveSibling("playgate.db-wal"));
            Files.deleteIfExists(file.resolveSibling("playgate.db-shm"));
            Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }

        followed.await(() -> followed.current().isRevoked(ALPHA, "four"));
        assertThat(followed.current().isRevoked(ALPHA, "one")).isFalse();
    }
}
