package dev.playgate.edge.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.playgate.catalog.CatalogChange;
import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.FeedRecord;

import static org.assertj.core.api.Assertions.assertThat;

/** The catalog on disk: whatever happens to the file, it is a catalog that was, or none. */
class CatalogFileTest {

    private static final String FEED = "0b2d3b7e-58c1-4f0e-9a44-1f2c3d4e5f60";
    /** More than one batch of a whole catalog. */
    private static final int MANY = 10_500;

    private final Path path = temporary();

    /** What was whole, by the length of the file. */
    private final Map<Long, List<Object>> states = new TreeMap<>();

    @Test
    void aFileThatEndsAnywhereIsTheCatalogThatItHeldUpToThere() throws IOException {
        byte[] bytes = written();
        for (int length = 0; length <= bytes.length; length++) {
            Files.write(path, Arrays.copyOf(bytes, length));
            assertThat(loaded()).as("%d of %d bytes", length, bytes.length).isEqualTo(before(length));
        }
    }

    @Test
    void aFileOfWhichABitHasTurnedIsNeverAnotherCatalog() throws IOException {
        byte[] bytes = written();
        for (int bit = 0; bit < bytes.length * 8; bit += 5) {
            byte[] turned = bytes.clone();
            turned[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(path, turned);
            assertThat(loaded()).as("bit %d", bit).isEqualTo(before(bit / 8));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64})
    void aFileWithARunOfOtherBytesIsNeverAnotherCatalog(int run) throws IOException {
        byte[] bytes = written();
        Random random = new Random(run);
        for (int n = 0; n < 200; n++) {
            int at = random.nextInt(bytes.length - run);
            byte[] other = new byte[run];
            random.nextBytes(other);
            byte[] spoiled = bytes.clone();
            System.arraycopy(other, 0, spoiled, at, run);
            Files.write(path, spoiled);
            if (!Arrays.equals(bytes, spoiled)) {
                assertThat(loaded()).as("%d bytes at %d", run, at).isIn(new ArrayList<>(before(at, run)));
            }
        }
    }

    @Test
    void aFileWithoutOneOfItsLinesIsNotReadBeyond() throws IOException {
        written();
        List<String> lines = Files.readAllLines(path);
        for (int left = 0; left < lines.size(); left++) {
            List<String> rest = new ArrayList<>(lines);
            int length = (String.join("\n", rest.subList(0, left)) + "\n").getBytes(StandardCharsets.UTF_8).length;
            rest.remove(left);
            Files.writeString(path, String.join("\n", rest) + "\n");
            assertThat(loaded()).as("without line %d", left).isEqualTo(before(left == 0 ? 0 : length));
        }
    }

    @Test
    void aWholeCatalogOfManyBatchesIsNoneWhenOneOfThemIsSpoiled() throws IOException {
        CatalogSnapshot many = Changes.applied(CatalogSnapshot.empty(Changes.NOW),
                IntStream.range(0, MANY).mapToObj(n -> Changes.revoke("j" + n)).toList(), MANY, Changes.NOW);
        CatalogFile.draft(path, FEED, many).replace().close();
        assertThat(CatalogFile.load(path).orElseThrow().snapshot().revocationCount()).isEqualTo(MANY);
        byte[] bytes = Files.readAllBytes(path);
        bytes[bytes.length - 2000] ^= 1;
        Files.write(path, bytes);

        assertThat(CatalogFile.load(path)).isEmpty();
    }

    @Test
    void whatFollowsATornBatchIsWrittenInItsPlace() throws IOException {
        byte[] bytes = written();
        for (int torn = 1; torn < 60; torn++) {
            Files.write(path, Arrays.copyOf(bytes, bytes.length - torn));
            CatalogFile.Content content = CatalogFile.load(path).orElseThrow();
            CatalogChange change = Changes.revoke("after");
            CatalogSnapshot after = Changes.applied(content.snapshot(), List.of(change), 99, Changes.NOW);
            try (CatalogFile file = CatalogFile.resume(path, content)) {
                file.append(List.of(Changes.stored(change, 99)), 99, Changes.NOW);
            }
            assertThat(loaded()).as("%d bytes short", torn).isEqualTo(Changes.content(after));
        }
    }

    @Test
    void whatIsNoCatalogIsNone() throws IOException {
        for (String text : List.of("", "\n", "x", "playgate-catalog 1 ", "playgate-catalog 1 " + FEED + "\n",
                "playgate-catalog 2 " + FEED + "\n= 0 0 0\n", "= 0 0 0\n")) {
            Files.writeString(path, text);
            assertThat(CatalogFile.load(path)).isEmpty();
        }
        Files.delete(path);
        assertThat(CatalogFile.load(path)).isEmpty();
    }

    @Property(tries = 200)
    void changesLeadToOneCatalogThroughTheFileAndThroughTheFeed(@ForAll("changes") List<CatalogChange> first,
            @ForAll("changes") List<CatalogChange> second) throws IOException {
        CatalogSnapshot before = Changes.applied(CatalogSnapshot.empty(Changes.NOW), first, 1, Changes.NOW);
        CatalogSnapshot after = Changes.applied(before, second, 2, Changes.NOW.plusMillis(5));
        List<FeedRecord> stored = second.stream().map(change -> Changes.stored(change, 2)).toList();
        try (CatalogFile file = CatalogFile.draft(path, FEED, before).replace()) {
            file.append(stored, 2, after.asOf());
        }
        CatalogFile.Content content = CatalogFile.load(path).orElseThrow();

        assertThat(Changes.content(content.snapshot())).isEqualTo(Changes.content(after));
        assertThat(content.snapshot().asOf()).isEqualTo(after.asOf());
        assertThat(content.feed()).isEqualTo(FEED);
        assertThat(content.length()).isEqualTo(Files.size(path));
    }

    @Provide
    Arbitrary<List<CatalogChange>> changes() {
        return Changes.any(40);
    }

    private byte[] written() throws IOException {
        states.put(0L, List.of());
        CatalogSnapshot snapshot = Changes.applied(CatalogSnapshot.empty(Changes.NOW),
                List.of(Changes.revoke("one"), Changes.revoke("two")), 2, Changes.NOW);
        try (CatalogFile file = CatalogFile.draft(path, FEED, snapshot).replace()) {
            states.put(Files.size(path), Changes.content(snapshot));
            List<List<CatalogChange>> batches = List.of(List.of(Changes.revoke("three")),
                    List.of(Changes.lift("one"), Changes.revoke("f\u00fcnf")), List.of(), List.of(Changes.lift("two")));
            for (int n = 0; n < batches.size(); n++) {
                List<CatalogChange> batch = batches.get(n);
                snapshot = Changes.applied(snapshot, batch, 3 + n, Changes.NOW.plusMillis(n));
                file.append(batch.stream().map(change -> Changes.stored(change, 0)).toList(), snapshot.version(),
                        snapshot.asOf());
                states.put(Files.size(path), Changes.content(snapshot));
            }
        }
        return Files.readAllBytes(path);
    }

    private List<Object> loaded() throws IOException {
        return CatalogFile.load(path).map(content -> Changes.content(content.snapshot())).orElse(List.of());
    }

    /** What was whole when the file had so many bytes. */
    private List<Object> before(long length) {
        return states.entrySet().stream().filter(state -> state.getKey() <= length).reduce((_, last) -> last)
                .orElseThrow().getValue();
    }

    /** The run may begin with what stood there. */
    private List<List<Object>> before(long at, int run) {
        return IntStream.rangeClosed(0, run).mapToObj(n -> before(at + n)).distinct().toList();
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "catalog").resolve("catalog");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
