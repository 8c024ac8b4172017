package dev.playgate.control.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongConsumer;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The registry's database. Blocks: to be used on virtual threads. What does not succeed throws
 * {@link StoreUnavailableException}; a value that may stand once and does already is told by {@code ON CONFLICT}, since
 * no two databases fail alike.
 */
public final class Database implements AutoCloseable {

    private static final int SQLITE_CONNECTIONS = 4;

    private final HikariDataSource pool;
    private final Dialect dialect;
    private final JdbcClient sql;
    private final JdbcTemplate batches;
    private final TransactionTemplate transactions;
    private final InstantSource time;
    /** SQLite has one writer, and lets who waits for it try in vain. */
    private final ReentrantLock writer = new ReentrantLock(true);
    private volatile LongConsumer committed = _ -> {};
    private volatile boolean migrated;

    private Database(HikariDataSource pool, Dialect dialect, InstantSource time) {
        this.pool = pool;
        this.dialect = dialect;
        this.sql = JdbcClient.create(pool);
        this.batches = new JdbcTemplate(pool);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(pool));
        this.time = time;
    }

    /** Does not connect; {@link #migrate} does. */
    public static Database of(DatabaseProperties properties, InstantSource time) {
        return new Database(pool(properties), properties.dialect(), time);
    }

    /**
     * Connects, and brings the tables up to date, without which nothing is read or written. Throws
     * {@link StoreUnavailableException} when it cannot.
     */
    public void migrate() {
        try {
            Flyway.configure().dataSource(pool).locations("classpath:db/migration").loggers("slf4j").load().migrate();
            sql.sql("""
                INSERT INTO feed_head (id, feed, version, forgotten) VALUES (1, ?, 0, 0) ON CONFLICT DO NOTHING
                """).param(UUID.randomUUID().toString()).update();
            migrated = true;
        } catch (FlywayException | DataAccessException e) {
            throw new StoreUnavailableException(e);
        }
    }

    private static HikariDataSource pool(DatabaseProperties properties) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(properties.url());
        config.setPoolName("registry");
        config.setConnectionTimeout(properties.timeout().toMillis());
        config.setInitializationFailTimeout(-1);
        Properties driver = new Properties();
        switch (properties.dialect()) {
            case SQLITE -> {
                makeFolder(properties.url().substring(Dialect.SQLITE.prefix().length()));
                config.setMaximumPoolSize(SQLITE_CONNECTIONS);
                driver.putAll(Map.of("journal_mode", "WAL", "synchronous", "FULL", "foreign_keys", "true",
                        "busy_timeout", Long.toString(properties.timeout().toMillis()), "transaction_mode",
                        "IMMEDIATE"));
            }
            case POSTGRESQL -> {
                config.setMaximumPoolSize(properties.connections());
                Optional.ofNullable(properties.username()).ifPresent(config::setUsername);
                Optional.ofNullable(properties.password()).ifPresent(config::setPassword);
                String seconds = Long.toString(properties.timeout().toSeconds());
                driver.putAll(Map.of("connectTimeout", seconds, "socketTimeout", seconds, "tcpKeepAlive", "true",
                        "reWriteBatchedInserts", "true",
                        "ApplicationName", "playgate-control"));
            }
        }
        config.setDataSourceProperties(driver);
        return new HikariDataSource(config);
    }

    private static void makeFolder(String file) {
        try {
            Path folder = Path.of(file).toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new StoreUnavailableException(e);
        }
    }

    /**
     * Who is told the version of each write that is committed, before it is acknowledged; so that who follows the feed
     * in this process has it by then.
     */
    public void onCommit(LongConsumer listener) {
        committed = listener;
    }

    /** Reads, each statement by itself. */
    public <T> T read(Function<JdbcClient, T> work) {
        requireMigrated();
        try {
            return work.apply(sql);
        } catch (DataAccessException e) {
            throw new StoreUnavailableException(e);
        }
    }

    /** Does all of the work and appends its changes to the feed, or does nothing. */
    public <T> T write(Function<Write, T> work) {
        requireMigrated();
        if (dialect == Dialect.SQLITE) {
            writer.lock();
        }
        Write write = new Write(sql, batches, dialect, time.instant());
        T result;
        try {
            result = transactions.execute(_ -> {
                T done = work.apply(write);
                write.appendToFeed();
                return done;
            });
        } catch (DataAccessException | TransactionException e) {
            throw new StoreUnavailableException(e);
        } finally {
            if (dialect == Dialect.SQLITE) {
                writer.unlock();
            }
        }
        write.version().ifPresent(committed);
        return result;
    }

    /**
     * Compacts the feed: entries that were gone before the instant are no longer told. Who follows and has not read so
     * far reads the whole catalog again; so the instant lies further back than edges are away as a rule.
     */
    public void forgetGone(Instant before) {
        write(write -> {
            // Locks the head first, as who appends does: nothing comes or goes meanwhile.
            JdbcClient statements = write.sql();
            statements.sql("UPDATE feed_head SET forgotten = forgotten WHERE id = 1").update();
            statements.sql("""
                UPDATE feed_head SET forgotten = gone.last
                FROM (SELECT MAX(version) AS last FROM feed WHERE value IS NULL AND at < ?) AS gone
                WHERE gone.last > forgotten
                """).param(before.toEpochMilli()).update();
            return statements.sql("DELETE FROM feed WHERE value IS NULL AND at < ?").param(before.toEpochMilli())
                    .update();
        });
    }

    private void requireMigrated() {
        if (!migrated) {
            throw new StoreUnavailableException("the database has not been reached since the start");
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
