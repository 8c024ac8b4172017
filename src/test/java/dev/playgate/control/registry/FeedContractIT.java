package dev.playgate.control.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.playgate.catalog.CatalogChange;
import dev.playgate.catalog.CatalogEntry;
import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.EntryKey;
import dev.playgate.catalog.FeedRecord;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamName;
import dev.playgate.stream.StreamState;

import static dev.playgate.control.registry.Samples.ALPHA;
import static dev.playgate.control.registry.Samples.GROUP;
import static dev.playgate.control.registry.Samples.NOW;
import static dev.playgate.control.registry.Samples.applied;
import static dev.playgate.control.registry.Samples.entries;
import static dev.playgate.control.registry.Samples.feed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/** How writes and the feed hold together, on each database. */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedContractIT {

    private static final int WRITERS = 8;
    private static final int WRITES = 50;

    @Parameter
    TestDatabase kind = TestDatabase.SQLITE;

    private DatabaseProperties properties = TestDatabase.SQLITE.fresh();
    private Database database = Database.of(properties, () -> NOW);

    @BeforeAll
    void open() {
        database.close();
        properties = kind.fresh();
        database = TestRegistry.over(properties, () -> NOW).database();
    }

    @BeforeEach
    void empty() {
        database.onCommit(_ -> {});
        Samples.clear(database);
        database.write(write -> OrganisationStore.put(write, Samples.organisation(ALPHA, "Alpha")));
    }

    @AfterAll
    void close() {
        database.close();
    }

    /** What ends a write that has done some of its work. */
    enum Fall {
        EXCEPTION, ERROR, CONSTRAINT, SYNTAX;

        private void end(Write write) {
            switch (this) {
                case EXCEPTION -> throw new IllegalStateException("on purpose");
                case ERROR -> throw new AssertionError("on purpose");
                case CONSTRAINT -> write.sql()
                        .sql("INSERT INTO feed_head (id, feed, version, forgotten) VALUES (1, 'x', 0, 0)").update();
                case SYNTAX -> write.sql().sql("NO SQL").update();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Fall.class)
    void aWriteThatFallsLeavesNothing(Fall fall) {
        List<FeedRecord> before = feed(database, 0);
        long audits = count("audit");

        assertThatThrownBy(() -> database.write(write -> {
            RevocationStore.put(write, ALPHA, "fallen", NOW);
            write.audit(Optional.of(ALPHA), Actor.PROCESS, "token.revoke", "fallen");
            fall.end(write);
            return write;
        })).isNotNull();

        assertThat(feed(database, 0)).isEqualTo(before);
        assertThat(count("revocation")).isZero();
        assertThat(count("audit")).isEqualTo(audits);
        revoke("next");
        assertThat(feed(database, 0).getLast().version()).isEqualTo(before.getLast().version() + 1);
    }

    @Test
    void aFollowerSeesEachVersionInOrderAndNoneIsLeftOut() throws Exception {
        long begin = Samples.version(database);
        AtomicBoolean writing = new AtomicBoolean(true);
        List<FeedRecord> seen = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> follower = threads.submit(() -> {
                boolean last;
                do {
                    last = !writing.get();
                    seen.addAll(feed(database, seen.isEmpty() ? begin : seen.getLast().version()));
                } while (!last);
            });
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                String writer = "w" + i + "-";
                writers.add(threads.submit(() -> IntStream.range(0, WRITES).forEach(n -> revoke(writer + n))));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            writing.set(false);
            follower.get();
        }

        assertThat(seen).extracting(FeedRecord::version).isEqualTo(
                IntStream.rangeClosed(1, WRITERS * WRITES).mapToObj(n -> begin + n).toList());
        assertThat(seen).extracting(FeedRecord::id).doesNotHaveDuplicates();
        assertThat(Samples.version(database)).isEqualTo(begin + WRITERS * WRITES);
    }

    @Test
    void whoIsToldOfACommitFindsItInTheFeed() throws Exception {
        Set<Long> missing = new ConcurrentSkipListSet<>();
        Set<Long> told = new ConcurrentSkipListSet<>();
        database.onCommit(version -> {
            told.add(version);
            if (Samples.version(database) < version) {
                missing.add(version);
            }
        });
        inParallel(writer -> IntStream.range(0, 10).forEach(n -> revoke("t" + writer + "-" + n)));

        assertThat(missing).isEmpty();
        assertThat(told).hasSize(WRITERS * 10);
    }

    @Test
    void whenManyWriteOneEntryTheFeedSaysWhatTheTableSays() throws Exception {
        StreamState[] states = StreamState.values();
        inParallel(writer -> IntStream.range(0, 20).forEach(n -> database.write(write -> {
            Stream stream = Samples.stream(GROUP.value(), "Alpha-one", states[(writer + n) % states.length]);
            return GroupStore.putGroup(write, GROUP, ALPHA) && StreamStore.put(write, stream, 0, List.of("t"));
        })));

        Optional<Stream> stored = new StreamStore(database).find(ALPHA, GROUP.value()).map(StoredStream::stream);
        assertThat(Samples.snapshot(database).stream(new StreamName("Alpha-one"))).isEqualTo(stored);
        assertThat(feed(database, 0)).filteredOn(entry -> entry.kind().equals("stream")).hasSize(1);
    }

    @Test
    void oneChangeOfAnEntryGoesIntoTheFeedAsTheLastOfItsWrite() {
        long begin = Samples.version(database);
        database.write(write -> {
            RevocationStore.put(write, ALPHA, "one", NOW);
            RevocationStore.put(write, ALPHA, "two", NOW);
            write.change(CatalogChange.remove(EntryKey.revocation(ALPHA, "one")));
            return write;
        });

        assertThat(feed(database, begin)).extracting(FeedRecord::version, record -> record.id().substring(37),
                record -> record.value().isPresent()).containsExactly(
                        tuple(begin + 1, "two", true),
                        tuple(begin + 2, "one", false));
    }

    @Test
    void fromEveryVersionTheFeedLeadsToTheSameCatalog() {
        Map<Long, CatalogSnapshot> known = new HashMap<>(Map.of(0L, CatalogSnapshot.empty(NOW)));
        for (int n = 0; n < 40; n++) {
            String jti = "j" + n % 7;
            boolean removes = n % 3 == 0;
            database.write(write -> {
                write.change(removes
                        ? CatalogChange.remove(EntryKey.revocation(ALPHA, jti))
                        : CatalogChange.put(new CatalogEntry.OfRevocation(ALPHA, jti, NOW)));
                return jti;
            });
            known.put(Samples.version(database), Samples.snapshot(database));
        }

        Set<CatalogEntry> whole = entries(Samples.snapshot(database));
        assertThat(known).allSatisfy((version, snapshot) -> assertThat(
                entries(applied(snapshot, feed(database, version)))).isEqualTo(whole));
    }

    @Test
    void aWriteLeavesALineInTheAuditLog() {
        Actor actor = new Actor("key:main", "192.0.2.1");
        new RevocationStore(database).revoke(ALPHA, "jti", NOW, actor);

        List<String> lines = database.read(sql -> sql.sql("SELECT * FROM audit").query((row, _) -> String.join(" ",
                row.getString("organisation"), row.getString("at"), row.getString("actor"), row.getString("action"),
                row.getString("subject"), row.getString("source"))).list());
        assertThat(lines).containsExactly(
                ALPHA + " " + NOW.toEpochMilli() + " key:main token.revoke jti 192.0.2.1");
    }

    private void inParallel(Consumer<Integer> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                running.add(threads.submit(() -> work.accept(writer)));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
    }

    private void revoke(String jti) {
        new RevocationStore(database).revoke(ALPHA, jti, NOW.plusSeconds(3600), Actor.PROCESS);
    }

    private long count(String table) {
        return database.read(sql -> sql.sql("SELECT COUNT(*) FROM " + table).query(Long.class).single());
    }
}
