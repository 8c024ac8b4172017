package dev.playgate.control.registry;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * {@code playgate.database}: where the registry is kept.
 *
 * @param url {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://...}
 * @param connections to a PostgreSQL server at a time, at least 1
 * @param timeout for a connection and for a statement, at least 1 s
 */
public record DatabaseProperties(String url, @Nullable String username, @Nullable String password, int connections,
        Duration timeout) {

    /** Throws {@link IllegalArgumentException} that names all faults. */
    public DatabaseProperties {
        if (!url.startsWith(Dialect.SQLITE.prefix()) && !url.startsWith(Dialect.POSTGRESQL.prefix())) {
            throw new IllegalArgumentException("url must begin with jdbc:sqlite: or jdbc:postgresql:");
        }
        if (connections < 1) {
            throw new IllegalArgumentException("connections is less than 1");
        }
        if (timeout.toSeconds() < 1) {
            throw new IllegalArgumentException("timeout is less than 1 s");
        }
    }

    Dialect dialect() {
        return url.startsWith(Dialect.SQLITE.prefix()) ? Dialect.SQLITE : Dialect.POSTGRESQL;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "DatabaseProperties[" + dialect() + "]";
    }
}
