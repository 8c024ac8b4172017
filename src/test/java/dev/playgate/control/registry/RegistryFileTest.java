package dev.playgate.control.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.playgate.stream.OrganisationId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(OutputCaptureExtension.class)
class RegistryFileTest {

    private static final Instant START = Instant.parse("2026-07-01T00:00:00Z");
    private static final OrganisationId ALPHA = OrganisationId.of("00000000-0000-4000-8000-00000000000a");
    private static final String OPENED = SampleTexts.spoiled("[secure, vod]", "[vod]");
    private static final String BAD = SampleTexts.spoiled("hash: Alpha", "hash: tooLong");

    @TempDir
    private Path folder;

    private Path path;
    private Instant now = START;
    private int writes;
    private RegistryFile file;
    private final List<Registry> inForce = new ArrayList<>();

    @BeforeEach
    void loadAValidFile() throws IOException {
        path = folder.resolve("registry.yaml");
        write(SampleTexts.VALID);
        file = load();
    }

    @Test
    void aGoodFileIsInForceFromTheStart() {
        assertThat(file.asOf()).isEqualTo(START);
        assertThat(isSecure()).isTrue();
        assertThat(file.organisationOf("alpha-key")).contains(ALPHA);
        assertThat(epoch()).isEqualTo(1);
    }

    @Test
    void aMissingFileIsRefusedAtStart() throws IOException {
        Files.delete(path);

        assertThatThrownBy(this::load).isInstanceOf(InvalidRegistryException.class)
                .hasMessageContaining(path.toString()).hasMessageContaining("cannot be read");
    }

    @Test
    void aBadFileIsRefusedAtStartWithEveryFault() throws IOException {
        write(BAD.replace("state: locked", "state: shut"));

        assertThatThrownBy(this::load).isInstanceOfSatisfying(InvalidRegistryException.class,
                e -> assertThat(e.faults()).hasSize(2));
    }

    @Test
    void aFileThatIsNotTextIsRefusedAtStart() throws IOException {
        Files.write(path, SampleTexts.VALID.replace("Beta", "B\u00e9ta").getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(this::load).isInstanceOf(InvalidRegistryException.class)
                .hasMessageContaining("is not UTF-8");
    }

    @Test
    void aFileBeyondTheBoundIsRefusedAtStart() throws IOException {
        write("#".repeat(YamlDocument.MAXIMUM_SIZE) + "\n" + SampleTexts.VALID);

        assertThatThrownBy(this::load).isInstanceOf(InvalidRegistryException.class)
                .hasMessageContaining("is larger than");
    }

    @Test
    void anUnchangedFileIsConfirmed() {
        now = START.plusSeconds(60);

        file.refresh();

        assertThat(file.asOf()).isEqualTo(now);
        assertThat(epoch()).isEqualTo(1);
    }

    @Test
    void aChangeIsTakenWithTheNextEpochOnceItStoodStill() throws IOException {
        write(OPENED);

        file.refresh();
        assertThat(isSecure()).as("may still be being written").isTrue();
        file.refresh();

        assertThat(isSecure()).isFalse();
        assertThat(epoch()).isEqualTo(2);
        assertThat(file.rejectedReloads()).isZero();
    }

    @Test
    void aFileThatIsHalfWrittenIsNotJudged(CapturedOutput output) throws IOException {
        write(OPENED.substring(0, 200));
        file.refresh();
        write(OPENED.substring(0, 400));
        file.refresh();
        write(OPENED);
        refreshTwice();

        assertThat(isSecure()).isFalse();
        assertThat(file.rejectedReloads()).isZero();
        assertThat(output).doesNotContain("not taken");
    }

    @Test
    void aBadChangeLeavesTheLastGoodOneInForceAndIsLoggedOnce(CapturedOutput output) throws IOException {
        write(BAD);
        now = START.plusSeconds(60);

        refreshTwice();
        refreshTwice();

        assertThat(epoch()).isEqualTo(1);
        assertThat(isSecure()).isTrue();
        assertThat(file.asOf()).as("no longer confirmed").isEqualTo(START);
        assertThat(file.rejectedReloads()).isEqualTo(1);
        assertThat(output).containsOnlyOnce("organisations[0].hash: must be five characters");
    }

    @Test
    void aBadChangeThatIsTakenBackIsNoChange() throws IOException {
        write(BAD);
        refreshTwice();
        write(SampleTexts.VALID);
        now = START.plusSeconds(60);

        refreshTwice();

        assertThat(epoch()).isEqualTo(1);
        assertThat(file.asOf()).isEqualTo(now);
    }

    @Test
    void aFileThatIsMendedIsTaken() throws IOException {
        write(BAD);
        refreshTwice();
        write(OPENED);
        refreshTwice();

        assertThat(epoch()).isEqualTo(2);
        assertThat(isSecure()).isFalse();
    }

    @Test
    void aFileThatVanishesIsCountedOnceAndHealsWhenItIsBack() throws IOException {
        Path aside = folder.resolve("aside.yaml");
        Files.move(path, aside);
        refreshTwice();
        refreshTwice();
        assertThat(file.rejectedReloads()).isEqualTo(1);
        assertThat(isSecure()).isTrue();

        Files.move(aside, path);
        now = START.plusSeconds(60);
        refreshTwice();

        assertThat(file.asOf()).isEqualTo(now);
        assertThat(epoch()).isEqualTo(1);
    }

    @Test
    void aLinkThatPointsElsewhereIsAChange() throws IOException {
        Path first = Files.createDirectory(folder.resolve("..first"));
        Path second = Files.createDirectory(folder.resolve("..second"));
        Files.writeString(first.resolve("registry.yaml"), SampleTexts.VALID);
        Files.writeString(second.resolve("registry.yaml"), OPENED);
        Path data = Files.createSymbolicLink(folder.resolve("..data"), first.getFileName());
        path = Files.createSymbolicLink(folder.resolve("mounted.yaml"), Path.of("..data/registry.yaml"));
        file = load();

        Path swapped = Files.createSymbolicLink(folder.resolve("..data_tmp"), second.getFileName());
        Files.move(swapped, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        refreshTwice();

        assertThat(isSecure()).isFalse();
    }

    @Test
    void aReplacementOfTheSameSizeAndTimeIsAChange() throws IOException {
        Path replacement = folder.resolve("replacement.yaml");
        Files.writeString(replacement, SampleTexts.spoiled("[secure, vod]", "[h5live, vod]"));
        Files.setLastModifiedTime(replacement, Files.getLastModifiedTime(path));
        assertThat(Files.size(replacement)).isEqualTo(Files.size(path));
        Files.move(replacement, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

        refreshTwice();

        assertThat(isSecure()).isFalse();
    }

    @Test
    void everySnapshotHasItsOwnEpoch() throws IOException {
        for (String text : List.of(OPENED, SampleTexts.VALID, OPENED)) {
            write(text);
            refreshTwice();
        }

        assertThat(epoch()).isEqualTo(4);
        assertThat(inForce).as("told to the listener, the first included").hasSize(4).last()
                .isEqualTo(file.registry());
    }

    private void refreshTwice() {
        file.refresh();
        file.refresh();
    }

    private RegistryFile load() {
        return RegistryFile.load(path, new RegistryReader(SampleKeys.REFUSED), () -> now, inForce::add);
    }

    /** Each write has a time of its own, however coarse the file system's clock is. */
    private void write(String text) throws IOException {
        Files.writeString(path, text);
        Files.setLastModifiedTime(path, FileTime.from(START.plusSeconds(writes++)));
    }

    private boolean isSecure() {
        return file.current().orElseThrow().organisation(ALPHA).orElseThrow().isSecure();
    }

    private long epoch() {
        return file.current().orElseThrow().epoch();
    }
}
