package dev.playgate.edge.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.playgate.catalog.CatalogChange;
import dev.playgate.catalog.CatalogSnapshot;

import static dev.playgate.edge.sync.Changes.NOW;
import static dev.playgate.edge.sync.Changes.revoke;
import static org.assertj.core.api.Assertions.assertThat;

/** When the catalog's file is written, and what it is while it is not. */
class CatalogArchiveTest {

    private static final String FEED = "0b2d3b7e-58c1-4f0e-9a44-1f2c3d4e5f60";
    private static final int ROUNDS = 60;

    private final Path path = temporary();
    private CatalogSnapshot snapshot = CatalogSnapshot.empty(NOW);
    private Instant now = NOW;

    @Test
    void changesThatComeWhileItIsWrittenAnewAreAllInIt() {
        try (CatalogArchive archive = new CatalogArchive(path)) {
            archive.replace(snapshot, FEED);
            for (int round = 0; round < ROUNDS; round++) {
                List<CatalogChange> changes = new ArrayList<>();
                for (int n = 0; n < 1_000; n++) {
                    changes.add(n % 3 == round % 3 ? Changes.lift("j" + n) : revoke("j" + n));
                }
                now = now.plus(Duration.ofSeconds(10));
                append(archive, changes);
            }
            append(archive, List.of(revoke("last")));
        }

        assertThat(loaded()).isEqualTo(Changes.content(snapshot));
        assertThat(records().orElseThrow()).as("it was written anew").isLessThan(ROUNDS * 1_000L);
    }

    @Test
    void whatDoesNotLeadToAnotherCatalogIsNotWrittenAfterTheOneOnDisk() throws IOException {
        try (CatalogArchive archive = new CatalogArchive(path)) {
            archive.replace(snapshot, FEED);
            append(archive, List.of(revoke("one")));
        }
        CatalogArchive archive = new CatalogArchive(path);
        assertThat(archive.load()).isPresent();
        Object before = loaded();
        // No draft can be written: what is read whole now does not reach the disk.
        Files.createDirectory(path.resolveSibling("catalog.new"));
        snapshot = Changes.applied(CatalogSnapshot.empty(NOW), List.of(revoke("other")), 7, now);
        archive.replace(snapshot, FEED);
        append(archive, List.of(revoke("two")));
        confirmLater(archive, Duration.ofSeconds(59));

        assertThat(loaded()).isEqualTo(before);
        archive.close();
        assertThat(loaded()).isEqualTo(before);
    }

    @Test
    void aDiskThatFailedIsTriedAgain() throws IOException {
        Path obstacle = path.resolveSibling("catalog.new");
        Files.createDirectory(obstacle);
        try (CatalogArchive archive = new CatalogArchive(path)) {
            assertThat(archive.load()).isEmpty();
            archive.replace(snapshot, FEED);
            append(archive, List.of(revoke("one")));
        }
        assertThat(path).doesNotExist();
        try (CatalogArchive archive = new CatalogArchive(path)) {
            archive.replace(snapshot, FEED);
            append(archive, List.of(revoke("two")));
            archive.replace(snapshot, FEED);
            Files.delete(obstacle);
            confirmLater(archive, Duration.ofMinutes(2));
            while (!Files.exists(path)) {
                confirmLater(archive, Duration.ofMinutes(2));
            }
        }

        assertThat(loaded()).isEqualTo(Changes.content(snapshot));
    }

    @Test
    void aQuietRegistryIsConfirmedEveryMinute() {
        try (CatalogArchive archive = new CatalogArchive(path)) {
            archive.replace(snapshot, FEED);
            append(archive, List.of(revoke("one")));
            for (int n = 0; n < 5; n++) {
                confirmLater(archive, Duration.ofSeconds(40));
            }
        }

        assertThat(new CatalogArchive(path).load().orElseThrow().snapshot().asOf())
                .isBetween(now.minusSeconds(60), now);
    }

    private void append(CatalogArchive archive, List<CatalogChange> changes) {
        snapshot = Changes.applied(snapshot, changes, snapshot.version() + changes.size(), now);
        archive.append(changes.stream().map(change -> Changes.stored(change, 0)).toList(), snapshot, FEED);
    }

    private void confirmLater(CatalogArchive archive, Duration later) {
        now = now.plus(later);
        snapshot = snapshot.confirmedAt(now);
        archive.confirm(snapshot, FEED);
    }

    private Object loaded() {
        return new CatalogArchive(path).load().map(content -> Changes.content(content.snapshot())).orElse(List.of());
    }

    private Optional<Long> records() {
        try {
            return CatalogFile.load(path).map(CatalogFile.Content::records);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "archive").resolve("catalog");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
