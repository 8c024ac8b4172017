package dev.playgate.cluster;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What two edges and a control process that share nothing but a database do together. */
class ClusterIT {

    private static final String LIVE = "Demo1-live1";
    private static final String CREATE = "{\"streams\":[\"" + LIVE + "\"],\"revocable\":true}";

    private static Cluster cluster;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        cluster = Cluster.start();
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        cluster.stop();
    }

    @Test
    void aTokenOpensOnEachEdgeUntilItIsRevoked() throws Exception {
        String token = cluster.token(CREATE);
        String other = cluster.token(CREATE);
        assertThat(cluster.edges()).allSatisfy(edge -> assertThat(edge.play(LIVE, token)).isEqualTo(200));

        assertThat(cluster.revoke(token)).isEqualTo(204);

        for (Node edge : cluster.edges()) {
            await(() -> edge.play(LIVE, token) == 403);
            assertThat(edge.play(LIVE, other)).isEqualTo(200);
        }
    }

    @Test
    void anEdgeHasNoApiAndControlProxiesNothing() throws Exception {
        Node edge = cluster.edges().getFirst();
        Map<Integer, Integer> answers = new TreeMap<>();
        for (String path : new String[]{"/api/v1/splay", "/api/v1/splay/verify", "/guardian/ip",
                "/.well-known/jwks.json", "/v3/api-docs"}) {
            answers.merge(edge.call("POST", path, "{}").statusCode(), 1, Integer::sum);
        }
        assertThat(answers).containsOnlyKeys(404);
        assertThat(cluster.control().play(LIVE, cluster.token(CREATE))).isEqualTo(404);
    }

    @Test
    void withoutTheDatabaseEdgesGoOnAndRevocationsAreNeverFalselyConfirmed() throws Exception {
        String valid = cluster.token(CREATE);
        String revoked = cluster.token(CREATE);
        assertThat(cluster.revoke(revoked)).isEqualTo(204);
        for (Node edge : cluster.edges()) {
            await(() -> edge.play(LIVE, revoked) == 403);
        }

        cluster.stopDatabase();
        try {
            assertThat(cluster.revoke(valid)).isEqualTo(503);
            assertThat(cluster.edges()).allSatisfy(edge -> {
                assertThat(edge.play(LIVE, valid)).isEqualTo(200);
                assertThat(edge.play(LIVE, revoked)).isEqualTo(403);
            });
        } finally {
            cluster.restartDatabase();
        }

        await(() -> cluster.revoke(valid) == 204);
        for (Node edge : cluster.edges()) {
            await(() -> edge.play(LIVE, valid) == 403);
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        for (int i = 0; i < 600; i++) {
            if (condition.call()) {
                return;
            }
            Thread.sleep(50);
        }
        assertThat(condition.call()).isTrue();
    }
}
