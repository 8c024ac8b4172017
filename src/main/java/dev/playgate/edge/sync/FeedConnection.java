package dev.playgate.edge.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

import org.postgresql.PGConnection;

import dev.playgate.catalog.FeedRecord;

/** One connection to the registry's database, which reads its feed and writes nothing. */
final class FeedConnection implements AutoCloseable {

    /** SQLSTATE read_only_sql_transaction. */
    private static final String READ_ONLY = "25006";
    private static final String SQLITE = "jdbc:sqlite:";

    private final Connection connection;
    private final Optional<SqliteFile> file;

    private FeedConnection(Connection connection, Optional<SqliteFile> file) {
        this.connection = connection;
        this.file = file;
    }

    /** What SQLite has opened, which it goes on reading when another file, or none, has taken its place. */
    private record SqliteFile(Path path, Object key) {

        static SqliteFile at(Path path) throws SQLException {
            return new SqliteFile(path, key(path));
        }

        void requireUnmoved() throws SQLException {
            if (!key(path).equals(key)) {
                throw new SQLException("another database has taken the place of the one that was read");
            }
        }

        private static Object key(Path path) throws SQLException {
            try {
                Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
                return key == null ? path : key;
            } catch (IOException e) {
                throw new SQLException("there is no database at the place of the one that was read", e);
            }
        }
    }

    static FeedConnection open(FeedProperties feed) throws SQLException {
        Properties driver = new Properties();
        boolean sqlite = feed.url().startsWith(SQLITE);
        String seconds = Long.toString(feed.timeout().toSeconds());
        if (sqlite) {
            driver.setProperty("busy_timeout", Long.toString(feed.timeout().toMillis()));
            // A file that is not there yet is its writer's to make.
            driver.setProperty("open_mode", "1");
        } else {
            driver.setProperty("connectTimeout", seconds);
            driver.setProperty("socketTimeout", seconds);
            driver.setProperty("ApplicationName", "playgate-edge");
            feed.username().ifPresent(name -> driver.setProperty("user", name));
            feed.password().ifPresent(password -> driver.setProperty("password", password));
        }
        Optional<SqliteFile> file = sqlite
                ? Optional.of(SqliteFile.at(Path.of(feed.url().substring(SQLITE.length()).split("\\?", 2)[0])))
                : Optional.empty();
        Connection connection = DriverManager.getConnection(feed.url(), driver);
        try {
            if (!sqlite) {
                listen(connection);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                connection.setReadOnly(true);
            }
            return new FeedConnection(connection, file);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** A standby has no notifications, and says so; who reads it lives by the poll. */
    private static void listen(Connection connection) throws SQLException {
        try (Statement listen = connection.createStatement()) {
            listen.execute("LISTEN playgate_feed");
        } catch (SQLException e) {
            if (!READ_ONLY.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    /** What the feed says of itself. */
    record Head(String feed, long version, long forgotten) {}

    /**
     * What follows a version, at most so much.
     *
     * @param head as it was when the records were read
     */
    record Page(Head head, List<FeedRecord> records) {}

    /** Throws {@link SQLException} for whatever goes wrong; the connection is of no further use then. */
    Head head() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT feed, version, forgotten FROM feed_head")) {
            if (!row.next()) {
                throw new SQLException("the database has no feed so far");
            }
            return new Head(row.getString(1), row.getLong(2), row.getLong(3));
        }
    }

    /** As {@link #head()}; head and records are of one moment. */
    Page page(long since, int limit) throws SQLException {
        if (file.isPresent()) {
            file.get().requireUnmoved();
        }
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT version, kind, id, value FROM feed WHERE version > ? ORDER BY version LIMIT ?")) {
            Head head = head();
            statement.setLong(1, since);
            statement.setInt(2, limit);
            List<FeedRecord> records = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    records.add(new FeedRecord(row.getLong(1), row.getString(2), row.getString(3),
                            Optional.ofNullable(row.getString(4))));
                }
            }
            connection.rollback();
            return new Page(head, records);
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** Whether the database wakes who {@link #sleep sleeps}. */
    boolean notifies() {
        return file.isEmpty();
    }

    /** Waits until something may have been written, at most so long. */
    void sleep(Duration longest) throws SQLException {
        // The answer is of no interest: the feed is read in any case.
        connection.unwrap(PGConnection.class).getNotifications(Math.toIntExact(longest.toMillis()));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
