package dev.playgate.edge.sync;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import dev.playgate.control.registry.TestDatabase;

import static dev.playgate.edge.sync.Changes.ALPHA;
import static dev.playgate.edge.sync.Changes.NOW;
import static dev.playgate.edge.sync.Changes.lift;
import static dev.playgate.edge.sync.Changes.revoke;
import static org.assertj.core.api.Assertions.assertThat;

/** An edge's catalog beside a registry that goes on, on each database. */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.class)
class FollowedCatalogIT {

    @Parameter
    TestDatabase kind = TestDatabase.SQLITE;

    private Followed followed = Followed.of(TestDatabase.SQLITE.fresh());

    @BeforeEach
    void start() {
        followed.close();
        followed = Followed.of(kind.fresh());
    }

    @AfterEach
    void close() {
        followed.close();
    }

    @Test
    void a7_whatAnotherConnectionWritesComesIntoForce() {
        followed.write(revoke("one"), revoke("two"));
        followed.awaitEqual();
        followed.write(lift("one"));
        followed.awaitEqual();

        assertThat(followed.current().isRevoked(ALPHA, "one")).isFalse();
        assertThat(followed.current().isRevoked(ALPHA, "two")).isTrue();
        assertThat(followed.failures()).isZero();
    }

    @Test
    void aWriteThatNobodyNotifiesOfIsReadAllTheSame() {
        followed.write("UPDATE feed_head SET version = version + 1");
        followed.write("INSERT INTO feed (kind, id, version, value, at) VALUES ('revocation', '" + ALPHA
                + "/silent', 1, '{\"until\":1}', 0)");

        followed.await(() -> followed.current().isRevoked(ALPHA, "silent"));
    }

    @Test
    void aKindThatIsNotKnownIsPassedOver() {
        followed.write("UPDATE feed_head SET version = version + 1");
        followed.write("INSERT INTO feed (kind, id, version, value, at) VALUES ('newer', 'x', 1, '{}', 0)");
        followed.write(revoke("later"));

        followed.await(() -> followed.current().isRevoked(ALPHA, "later"));
    }

    @Test
    void whoIsBehindWhatIsForgottenReadsAllAndKeepsNothingThatIsGone() {
        followed.write(revoke("goes"), revoke("stays"));
        followed.awaitEqual();
        followed.stopFollowing();
        followed.write(lift("goes"));
        followed.write(revoke("comes"));
        followed.pass(Duration.ofDays(2));
        followed.database().forgetGone(NOW.plus(Duration.ofDays(1)));
        followed.follow();

        assertThat(followed.current().isRevoked(ALPHA, "goes")).isFalse();
        followed.awaitEqual();
        followed.stopFollowing();
        assertThat(loadedFromDisk()).isEqualTo(Changes.content(followed.current()));
    }

    @Test
    void whoIsNotBehindGoesOnWhenTheNewestChangeIsForgotten() {
        followed.write(revoke("goes"));
        followed.write(lift("goes"));
        followed.awaitEqual();
        followed.pass(Duration.ofDays(2));
        followed.database().forgetGone(NOW.plus(Duration.ofDays(1)));
        followed.write(revoke("comes"));
        followed.await(() -> followed.current().isRevoked(ALPHA, "comes"));

        assertThat(followed.current().version()).isEqualTo(3);
        assertThat(followed.current().isRevoked(ALPHA, "goes")).isFalse();
        followed.stopFollowing();
        followed.follow();
        assertThat(followed.current().version()).isEqualTo(3);
    }

    @Test
    void onlyWhatIsGoneAndOldEnoughIsForgotten() {
        followed.write(revoke("kept"), revoke("old"), revoke("young"));
        followed.write(lift("old"));
        followed.pass(Duration.ofDays(1));
        followed.write(lift("young"));
        followed.database().forgetGone(NOW.plus(Duration.ofDays(1)));
        followed.database().forgetGone(NOW);

        assertThat(followed.database().<Object>read(sql -> sql.sql("SELECT id FROM feed ORDER BY version")
                .query(String.class).list())).isEqualTo(
                        List.of(ALPHA + "/kept", ALPHA + "/young"));
        assertThat(followed.database().<Long>read(sql -> sql.sql("SELECT forgotten FROM feed_head")
                .query(Long.class).single())).isEqualTo(4);
    }

    @Test
    void anotherFeedIsReadWhole() {
        followed.write(revoke("one"), revoke("two"), revoke("three"));
        followed.awaitEqual();
        followed.write("DELETE FROM feed WHERE version = 2");
        followed.write("UPDATE feed_head SET feed = '" + UUID.randomUUID() + "'");

        followed.await(() -> !followed.current().isRevoked(ALPHA, "two"));
        followed.awaitEqual();
    }

    @Test
    void aFeedThatWentBackIsReadWhole() {
        followed.write(revoke("one"));
        followed.write(revoke("lost"));
        followed.awaitEqual();
        followed.write("DELETE FROM feed WHERE version = 2");
        followed.write("UPDATE feed_head SET version = 1");

        followed.await(() -> followed.current().version() == 1);
        assertThat(followed.current().isRevoked(ALPHA, "lost")).isFalse();
        assertThat(followed.current().isRevoked(ALPHA, "one")).isTrue();
    }

    @Test
    void whatCannotBeReadLeavesTheCatalogAsItWas() {
        followed.write(revoke("one"));
        followed.awaitEqual();
        followed.write("UPDATE feed_head SET version = version + 1");
        followed.write("INSERT INTO feed (kind, id, version, value, at) VALUES ('stream', 's', 2, '{}', 0)");
        followed.await(() -> followed.failures() > 1);
        assertThat(followed.current().version()).isEqualTo(1);

        followed.write("UPDATE feed SET value = NULL WHERE version = 2");
        followed.await(() -> followed.current().version() == 2);
    }

    @Test
    void manyChangesAtATimeComeAsTheyStand() {
        followed.stopFollowing();
        insert(0, 25_000, "'{\"until\":1}'");
        followed.follow();
        assertThat(followed.current().revocationCount()).isEqualTo(25_000);
        followed.stopFollowing();
        insert(25_000, 21_000, "NULL");
        followed.follow();

        assertThat(followed.current().revocationCount()).isEqualTo(4_000);
        followed.stopFollowing();
        assertThat(loadedFromDisk()).isEqualTo(Changes.content(followed.current()));
    }

    private void insert(int after, int count, String value) {
        followed.write("UPDATE feed_head SET version = " + (after + count));
        followed.write("""
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
            INSERT INTO feed (kind, id, version, value, at) SELECT 'revocation', '%s/j' || i, %d + i, %s, 0 FROM n
            WHERE i > 0 ON CONFLICT (kind, id) DO UPDATE SET version = excluded.version, value = excluded.value
            """.formatted(count, ALPHA, after, value));
    }

    @Test
    void theCatalogOnDiskIsWhatWasInForce() {
        followed.write(revoke("one"), revoke("two"));
        followed.awaitEqual();
        followed.write(lift("one"));
        followed.awaitEqual();
        followed.stopFollowing();

        assertThat(loadedFromDisk()).isEqualTo(Changes.content(followed.current()));
    }

    private Object loadedFromDisk() {
        return new CatalogArchive(followed.file()).load().map(content -> Changes.content(content.snapshot()))
                .orElseThrow();
    }
}
