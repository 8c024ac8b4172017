package dev.playgate.edge.express;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The express lane is another way to the same: with it and without it, a viewer gets the same, and so does the origin. So is
 * HTTP/2 another way to say the same as over HTTP/1.1, however many streams of a connection are answered, cut and reset at a time.
 * What may differ is said by {@link Alike}, {@link Outcome} and {@link Http2Conversation}, and by the corpora where they leave
 * something out.
 *
 * <p>Of conversations at random the build has a few, always the same. A conversation that failed is had again alone with
 * {@code -Dplaygate.difference.only=NUMBER}; more and others with {@code -Dplaygate.difference.random=NUMBER} and
 * {@code -Dplaygate.difference.seed=NUMBER}; {@code -Dplaygate.difference.http2=1} has all of them over HTTP/2, of which the build
 * has one in three; {@code -Dplaygate.difference.control=true} is without the lane on either side,
 * and tells what is a matter of chance.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExpressDifferenceIT {

    private static final int RANDOM = Integer.getInteger("playgate.difference.random", 300);
    private static final long SEED = Long.getLong("playgate.difference.seed", 5);
    private static final int HTTP2_EVERY = Integer.getInteger("playgate.difference.http2", 3);
    private static final int SHOWN = 20;

    private final TwoEdges edges;
    private DifferenceRun.Found found = new DifferenceRun.Found();

    ExpressDifferenceIT() throws Exception {
        edges = DifferenceRun.edges(!Boolean.getBoolean("playgate.difference.control"));
    }

    @BeforeAll
    void converse() throws Exception {
        found = new DifferenceRun(edges, Conversations.all(RANDOM, SEED), Http2Corpus.all(), HTTP2_EVERY)
                .run(Optional.ofNullable(Integer.getInteger("playgate.difference.only")));
    }

    private static void assertNone(List<Difference> differences, String report) throws IOException {
        Path file = Path.of("target", report + ".txt");
        Files.writeString(file, differences.stream().map(Difference::shown).collect(joining("\n")));
        assertThat(differences.stream().limit(SHOWN).map(Difference::shown).toList())
                .as("%d conversations, seed %d; all are in %s", differences.size(), SEED, file).isEmpty();
    }

    @Test
    void withTheLaneAndWithoutItIsAllTheSame() throws Exception {
        assertNone(found.lane(), "express-differences");
    }

    @Test
    void withTheLaneAndWithoutItIsAllTheSameOverHttp2() throws Exception {
        assertNone(found.laneOverHttp2(), "express-differences-http2");
    }

    @Test
    void overHttp2IsAllTheSameAsOverHttp11() throws Exception {
        assertNone(found.protocol(), "protocol-differences");
    }

    @Test
    @DisplayName("B7 what HTTP/2 forbids is refused, and no origin hears of it")
    void b7_whatHttp2ForbidsIsRefusedAndNoOriginHearsOfIt() throws Exception {
        assertNone(found.letThrough(), "http2-let-through");
    }

    @Test
    void eachDecisionIsCountedAsOftenWithTheLaneAsWithoutIt() {
        assertThat(edges.express().decisions()).isEqualTo(edges.gateway().decisions());
    }

    @Test
    void noOriginIsAskedForWhatNobodyAskedFor() {
        assertThat(edges.express().strays()).isEmpty();
        assertThat(edges.gateway().strays()).isEmpty();
    }
}
