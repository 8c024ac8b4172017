package dev.playgate.control.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A PostgreSQL server, started once in a process, with a database for each who asks. */
public final class TestPostgres {

    private static final int CONNECTIONS = 12;

    private final EmbeddedPostgres server;

    private static final class Holder {
        private static final TestPostgres SERVER = start();
    }

    private TestPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    public static TestPostgres get() {
        return Holder.SERVER;
    }

    private static TestPostgres start() {
        try {
            return new TestPostgres(EmbeddedPostgres.builder().start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing in it. */
    DatabaseProperties fresh() {
        String name = "registry_" + UUID.randomUUID().toString().replace("-", "");
        execute("CREATE DATABASE " + name);
        return properties(server.getJdbcUrl("postgres", name));
    }

    /** A server of one's own, which is there as long as this is open, on data that may have been there before. */
    public static EmbeddedPostgres own(Path data, int port) {
        try {
            return EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false).setPort(port)
                    .setServerConfig("synchronous_commit", "on").start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a server that this started; it demands no password. */
    public static DatabaseProperties properties(String url) {
        return new DatabaseProperties(url, "postgres", null, CONNECTIONS, Duration.ofSeconds(5));
    }

    /** As the server's administrator. */
    public void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
