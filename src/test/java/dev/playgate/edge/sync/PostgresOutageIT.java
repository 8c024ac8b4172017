package dev.playgate.edge.sync;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;

import dev.playgate.Ports;
import dev.playgate.control.registry.StoreUnavailableException;
import dev.playgate.control.registry.TestDatabase;
import dev.playgate.control.registry.TestPostgres;

import static dev.playgate.edge.sync.Changes.ALPHA;
import static dev.playgate.edge.sync.Changes.revoke;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Connections that are cut, and a server that goes and comes back. */
class PostgresOutageIT {

    private static final int WRITES = 200;
    private static final String CUT = """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'playgate-edge' AND datname = current_database()
        """;

    @Test
    void nothingIsMissedWhenConnectionsAreCutWhileWritesGoOn() throws Exception {
        try (Followed followed = Followed.of(TestDatabase.POSTGRESQL.fresh())) {
            AtomicBoolean writing = new AtomicBoolean(true);
            Thread cutting = Thread.ofVirtual().start(() -> {
                while (writing.get()) {
                    cut(followed);
                }
            });
            for (int n = 0; n < WRITES; n++) {
                followed.write(revoke("j" + n));
            }
            followed.await(() -> followed.failures() > 1);
            writing.set(false);
            cutting.join();
            followed.awaitEqual();

            assertThat(followed.current().revocationCount()).isEqualTo(WRITES);
        }
    }

    @Test
    void anEdgeGoesOnFromItsDiskWhileTheServerIsDownAndRecoversWithoutARestart() throws Exception {
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "postgres");
        int port = Ports.free();
        Followed followed;
        try (EmbeddedPostgres server = TestPostgres.own(data, port)) {
            followed = Followed.of(TestPostgres.properties(server.getJdbcUrl("postgres", "postgres")));
            followed.write(revoke("one"));
            followed.awaitEqual();
        }
        try (followed) {
            followed.await(() -> followed.failures() > 0);
            Instant known = followed.current().asOf();
            followed.pass(Duration.ofHours(1));
            long failures = followed.failures();
            followed.await(() -> followed.failures() > failures + 1);
            assertThat(followed.current().asOf()).isEqualTo(known);
            assertThat(followed.current().isRevoked(ALPHA, "one")).isTrue();
            assertThatThrownBy(() -> followed.write(revoke("refused"))).isInstanceOf(StoreUnavailableException.class);

            followed.stopFollowing();
            followed.follow();
            assertThat(followed.current().isRevoked(ALPHA, "one")).isTrue();
            assertThat(followed.current().asOf()).isEqualTo(known);

            try (EmbeddedPostgres server = TestPostgres.own(data, port)) {
                assertThat(server.getPort()).isEqualTo(port);
                followed.await(() -> followed.current().asOf().isAfter(known));
                followed.write(revoke("two"));
                followed.awaitEqual();
                assertThat(followed.current().isRevoked(ALPHA, "refused")).isFalse();
                assertThat(followed.current().revocationCount()).isEqualTo(2);
            }
        }
    }

    private static void cut(Followed followed) {
        followed.database().<Object>read(sql -> sql.sql(CUT).query((row, _) -> row.getBoolean(1)).list());
    }
}
