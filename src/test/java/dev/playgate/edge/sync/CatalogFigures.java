package dev.playgate.edge.sync;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.sun.management.OperatingSystemMXBean;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.slf4j.LoggerFactory;

import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.control.registry.Actor;
import dev.playgate.control.registry.Database;
import dev.playgate.control.registry.DatabaseProperties;
import dev.playgate.control.registry.RevocationStore;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.StreamName;

/**
 * Measures an edge's catalog at its full size, from PostgreSQL and from its file; see {@code bench/catalog}. Argument: how
 * many streams, ten a group; a tenth of the groups' number are organisations.
 */
final class CatalogFigures {

    private static final int WRITERS = 8;

    private final int streams;
    private final DatabaseProperties properties;
    private final Database database;
    private final Path folder;

    private CatalogFigures(int streams, DatabaseProperties properties, Path folder) {
        this.streams = streams;
        this.properties = properties;
        this.folder = folder;
        this.database = Database.of(properties, Clock.systemUTC());
    }

    public static void main(String[] args) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        int streams = Integer.parseInt(args[0]);
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "figures");
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "on")
                .start()) {
            new CatalogFigures(streams, new DatabaseProperties(server.getJdbcUrl("postgres", "postgres"), "postgres",
                    null, WRITERS, Duration.ofMinutes(5)), folder).run();
        }
        System.exit(0);
    }

    private void run() throws Exception {
        System.out.printf("%,d streams in %,d groups of %,d organisations, %,d revocations; PostgreSQL 127.0.0.1%n",
                streams, streams / 10, streams / 100, streams / 2);
        database.migrate();
        long empty = heap();
        fill();
        Stopwatch watch = Stopwatch.started();
        FollowedCatalog first = follow(properties.url(), "first");
        print("start from the database, organisations and streams", "%s", watch);
        long filled = heap();
        print("heap for each stream, with its group and organisation", "%,d B", (filled - empty) / streams);
        revoke();
        watch = Stopwatch.started();
        first.await(version(), Duration.ofMinutes(5));
        print("a running edge reads all revocations", "%s", watch);
        print("heap for each revocation", "%,d B", (heap() - filled) / (streams / 2));
        watch = Stopwatch.started();
        first.close();
        print("the file is written, at the latest, after", "%s", watch);
        print("file", "%,.0f MiB", Files.size(folder.resolve("first")) / 1048576.0);
        watch = Stopwatch.started();
        FollowedCatalog fromFile = follow("jdbc:postgresql://127.0.0.1:1/none", "first");
        print("start from the file, without the database", "%s", watch);
        fromFile.close();
        watch = Stopwatch.started();
        first = follow(properties.url(), "first");
        print("start from the file, with the database", "%s", watch);
        watch = Stopwatch.started();
        FollowedCatalog second = follow(properties.url(), "second");
        print("start from the database, all", "%s", watch);
        lookUp(first.current().orElseThrow());
        change(first);
        for (int writers : new int[]{1, WRITERS}) {
            revokeToBoth(List.of(first, second), writers, writers * 500);
        }
        first.close();
        second.close();
        database.close();
    }

    private FollowedCatalog follow(String url, String file) {
        FeedProperties feed = new FeedProperties(url, Optional.of("postgres"), Optional.empty(),
                Duration.ofSeconds(60), Duration.ofMillis(250));
        return FollowedCatalog.start(feed, Optional.of(folder.resolve(file)), Clock.systemUTC(), _ -> {});
    }

    private void fill() {
        database.write(write -> write.sql().sql("""
            INSERT INTO feed (kind, id, version, value, at)
            SELECT 'organisation', md5('o' || i)::uuid::text, i + 1, '{"name":"Organisation ' || i || '","hash":"'
            || lpad(to_hex(i + 1), 5, '0') || '","shadow":false,"packages":["secure"]}', 0
            FROM generate_series(0, %d - 1) AS i
            """.formatted(streams / 100)).update());
        database.write(write -> write.sql().sql("""
            INSERT INTO organisation (id, name, hash, created)
            SELECT id, id, substr(value::json->>'hash', 1, 5), 0 FROM feed WHERE kind = 'organisation'
            """).update());
        database.write(write -> write.sql().sql("""
            INSERT INTO feed (kind, id, version, value, at)
            SELECT 'stream', lpad(to_hex(i / 100 + 1), 5, '0') || '-' || to_hex(i), i + 1 + %d, '{"id":"'
            || md5('s' || CASE WHEN i %% 10 = 0 THEN 'g' || i / 10 ELSE i::text END)::uuid || '","group":"'
            || md5('sg' || i / 10)::uuid || '","organisation":"' || md5('o' || i / 100)::uuid
            || '","state":"live"}', 0 FROM generate_series(0, %d - 1) AS i
            """.formatted(streams / 100, streams)).update());
        head(streams + streams / 100);
    }

    private void revoke() {
        int before = streams + streams / 100;
        database.write(write -> write.sql().sql("""
            INSERT INTO feed (kind, id, version, value, at)
            SELECT 'revocation', md5('o' || i %% %d)::uuid || '/' || md5('j' || i)::uuid, i + 1 + %d,
            '{"until":1900000000000}', 0 FROM generate_series(0, %d - 1) AS i
            """.formatted(streams / 100, before, streams / 2)).update());
        head(before + streams / 2);
    }

    private void head(long version) {
        database.write(write -> write.sql().sql("UPDATE feed_head SET version = ?").param(version).update()
                + write.sql().sql("SELECT pg_notify('playgate_feed', '')").query((_, _) -> 0).list().size());
    }

    private long version() {
        return database.read(sql -> sql.sql("SELECT version FROM feed_head").query(Long.class).single());
    }

    private void lookUp(CatalogSnapshot snapshot) {
        List<StreamName> names = new ArrayList<>();
        Random random = new Random(1);
        for (int n = 0; n < 100_000; n++) {
            int i = random.nextInt(streams);
            names.add(new StreamName("%05x-%x".formatted(i / 100 + 1, i)));
        }
        long found = 0;
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 30; round++) {
            long begin = System.nanoTime();
            found = names.stream().filter(name -> snapshot.stream(name).isPresent()).count();
            best = Math.min(best, (System.nanoTime() - begin) / (double) names.size());
        }
        print("a look-up of one of " + found + " random streams", "%,.0f ns", best);
    }

    private void change(FollowedCatalog catalog) {
        long before = version();
        database.write(write -> write.sql()
                .sql("""
                    UPDATE feed SET version = %d + i, value = replace(value, 'live', 'locked')
                    FROM (SELECT id AS name, row_number() OVER () AS i FROM
                    (SELECT id FROM feed WHERE kind = 'stream' ORDER BY md5(id) LIMIT 10000) AS chosen) AS changed WHERE kind = 'stream' AND feed.id = name
                    """.formatted(
                        before))
                .update());
        head(before + 10_000);
        Stopwatch watch = Stopwatch.started();
        catalog.await(before + 10_000, Duration.ofMinutes(1));
        print("10,000 changed streams are in force after", "%s", watch);
    }

    /** From the acknowledgement of each to its being in force on both. */
    private void revokeToBoth(List<FollowedCatalog> edges, int writers, int count) throws Exception {
        OrganisationId organisation = OrganisationId.of(database.read(sql -> sql
                .sql("SELECT id FROM organisation LIMIT 1").query(String.class).single()));
        RevocationStore store = new RevocationStore(database);
        var acknowledged = new ConcurrentHashMap<Long, Long>();
        database.onCommit(version -> acknowledged.put(version, System.nanoTime()));
        long first = version();
        double seconds;
        List<Future<long[]>> seen = new ArrayList<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            edges.forEach(edge -> seen.add(threads.submit(() -> watch(edge, first, count))));
            List<Future<?>> running = new ArrayList<>();
            long begin = System.nanoTime();
            for (int i = 0; i < writers; i++) {
                String name = writers + "-" + i + "-";
                running.add(threads.submit(() -> {
                    for (int n = 0; n < count / writers; n++) {
                        store.revoke(organisation, name + n, Clock.systemUTC().instant(), Actor.PROCESS);
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
            seconds = seconds(begin);
        }
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long latest = Math.max(seen.get(0).get()[i], seen.get(1).get()[i]);
            millis.add(Math.max(0, latest - acknowledged.getOrDefault(first + 1 + i, latest)) / 1e6);
        }
        millis.sort(null);
        print("revocations by " + writers + " at a time to two edges", "%,.0f a second", count / seconds);
        print("  from acknowledgement to in force on both, median / p99 / longest", "%s ms",
                "%.1f / %.1f / %.1f".formatted(millis.get(count / 2), millis.get(count * 99 / 100),
                        millis.getLast()));
    }

    private static long[] watch(FollowedCatalog edge, long after, int count) {
        long[] seen = new long[count];
        int next = 0;
        while (next < count) {
            long version = edge.current().orElseThrow().version();
            long now = System.nanoTime();
            for (; next < count && after + next < version; next++) {
                seen[next] = now;
            }
            LockSupport.parkNanos(200_000);
        }
        return seen;
    }

    /** @param cpu of the process, which other work on the machine does not change */
    private record Stopwatch(long begin, long cpu) {

        static Stopwatch started() {
            return new Stopwatch(System.nanoTime(), cpuNow());
        }

        private static long cpuNow() {
            return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
        }

        @Override
        public String toString() {
            return "%,.2f s (%,.2f s of CPU)".formatted(seconds(begin), (cpuNow() - cpu) / 1e9);
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void print(String what, String format, Object value) {
        System.out.printf("%-70s %s%n", what, format.formatted(value));
    }
}
