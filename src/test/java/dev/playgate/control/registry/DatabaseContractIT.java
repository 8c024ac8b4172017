package dev.playgate.control.registry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import dev.playgate.catalog.FeedRecord;

import static dev.playgate.control.registry.Samples.ALPHA;
import static dev.playgate.control.registry.Samples.NOW;
import static dev.playgate.control.registry.Samples.feed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How a database comes to be the registry's, and what it keeps, on each database. */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.class)
class DatabaseContractIT {

    @Parameter
    TestDatabase kind = TestDatabase.SQLITE;

    private DatabaseProperties properties = TestDatabase.SQLITE.fresh();
    private Database database = Database.of(properties, () -> NOW);

    @BeforeEach
    void open() {
        database.close();
        properties = kind.fresh();
        database = TestRegistry.over(properties, () -> NOW).database();
        database.write(write -> OrganisationStore.put(write, Samples.organisation(ALPHA, "Alpha")));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theTablesAreMadeOnceAndStay() {
        String feed = feedOf(database);
        database.migrate();
        Database second = TestRegistry.over(properties, () -> NOW).database();
        second.close();

        assertThat(feedOf(database)).isEqualTo(feed);
        assertThat(new OrganisationStore(database).find(ALPHA)).isPresent();
    }

    @Test
    void twoProcessesMakeTheTablesAtATime() throws Exception {
        DatabaseProperties empty = kind.fresh();
        Database first = Database.of(empty, () -> NOW);
        Database second = Database.of(empty, () -> NOW);
        Thread other = Thread.ofVirtual().start(second::migrate);
        first.migrate();
        other.join();

        assertThat(feedOf(first)).isEqualTo(feedOf(second));
        first.close();
        second.close();
    }

    @Test
    void nothingIsReadOrWrittenBeforeTheTablesAreThere() {
        try (Database unready = Database.of(properties, () -> NOW)) {
            assertThatThrownBy(() -> unready.read(_ -> "")).isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> unready.write(_ -> "")).isInstanceOf(StoreUnavailableException.class);
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsUnavailable() {
        String url = kind == TestDatabase.SQLITE
                ? "jdbc:sqlite:/proc/playgate.db"
                : "jdbc:postgresql://127.0.0.1:1/registry";
        try (Database gone = Database.of(new DatabaseProperties(url, null, null, 1, Duration.ofSeconds(1)),
                () -> NOW)) {
            assertThatThrownBy(gone::migrate).isInstanceOf(StoreUnavailableException.class);
        }
    }

    @Test
    void whatIsAcknowledgedIsThereWhenTheDatabaseIsOpenedAgain() {
        Set<String> acknowledged = new TreeSet<>();
        for (int n = 0; n < 20; n++) {
            new RevocationStore(database).revoke(ALPHA, "kept-" + n, NOW, Actor.PROCESS);
            acknowledged.add(ALPHA + "/kept-" + n);
        }
        List<FeedRecord> before = feed(database, 0);
        database.close();
        database = TestRegistry.over(properties, () -> NOW).database();

        assertThat(feed(database, 0)).isEqualTo(before).extracting(FeedRecord::id).containsAll(acknowledged);
        assertThat(count("revocation")).isEqualTo(20);
    }

    @Test
    void aFileIsAppliedAtStartOnceForEachText() throws Exception {
        RegistryImport imports = new RegistryImport(database, SampleKeys.REFUSED);
        Path file = Files.createTempFile(Path.of("target"), "registry", "");
        Files.writeString(file, SampleTexts.VALID);
        imports.applyAtStart(file);
        long version = Samples.version(database);
        imports.applyAtStart(file);
        assertThat(Samples.version(database)).isEqualTo(version);

        Files.writeString(file, SampleTexts.VALID + "# another\n");
        imports.applyAtStart(file);
        assertThat(Samples.version(database)).isGreaterThan(version);
    }

    @Test
    void acknowledgedWritesAreOnTheDisk() {
        assertThat(kind == TestDatabase.SQLITE
                ? database.read(sql -> sql.sql("PRAGMA journal_mode").query(String.class).single() + " "
                        + sql.sql("PRAGMA synchronous").query(String.class).single() + " "
                        + sql.sql("PRAGMA foreign_keys").query(String.class).single())
                : "wal 2 1").isEqualTo("wal 2 1");
    }

    @Test
    void aFaultInTheLastLineOfAnImportLeavesNothingOfIt() {
        database.write(write -> ApiKeyStore.put(write, ALPHA, "taken", ApiKeyHash.of("beta-key")));
        List<FeedRecord> before = feed(database, 0);
        RegistryImport imports = new RegistryImport(database, SampleKeys.REFUSED);

        assertThatThrownBy(() -> imports.apply(SampleTexts.VALID, Actor.PROCESS))
                .isInstanceOf(InvalidRegistryException.class);
        assertThat(feed(database, 0)).isEqualTo(before);
        assertThat(List.of(count("organisation"), count("stream_group"), count("stream"), count("revocation"),
                count("guardian_rule"), count("audit"))).containsExactly(1L, 0L, 0L, 0L, 0L, 0L);
    }

    private static String feedOf(Database database) {
        return database.read(sql -> sql.sql("SELECT feed FROM feed_head").query(String.class).single());
    }

    private long count(String table) {
        return database.read(sql -> sql.sql("SELECT COUNT(*) FROM " + table).query(Long.class).single());
    }
}
