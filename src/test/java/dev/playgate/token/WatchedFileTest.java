package dev.playgate.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WatchedFileTest {

    @TempDir
    private Path directory;
    private Path file;
    private final List<String> inForce = new ArrayList<>();

    @BeforeEach
    void writeFile() throws IOException {
        file = directory.resolve("file");
        Files.writeString(file, "one");
    }

    @Test
    void theFirstValueIsInForceWhenOpened() throws IOException, KeyMaterialException {
        WatchedFile<String> watched = open();
        assertThat(watched.current()).isEqualTo("one");
        assertThat(inForce).containsExactly("one");
        assertThat(watched.lastFault()).isEmpty();
        assertThat(watched.faults()).isZero();
    }

    @Test
    void aBadFirstFileIsRefused() throws IOException {
        Files.writeString(file, "bad");
        assertThatExceptionOfType(KeyMaterialException.class).isThrownBy(this::open).withMessage("bad it is");
        Files.delete(file);
        assertThatExceptionOfType(IOException.class).isThrownBy(this::open);
        assertThat(inForce).isEmpty();
    }

    @Test
    @DisplayName("F2 a change is in force after the refresh, though size and time are as before")
    void f2_change() throws IOException, KeyMaterialException {
        WatchedFile<String> watched = open();
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, "two");
        Files.setLastModifiedTime(file, time);
        assertThat(watched.current()).isEqualTo("one");
        watched.refresh();
        assertThat(watched.current()).isEqualTo("two");
        assertThat(inForce).containsExactly("one", "two");
    }

    @Test
    void noChangeChangesNothing() throws IOException, KeyMaterialException {
        WatchedFile<String> watched = open();
        watched.refresh();
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        watched.refresh();
        assertThat(inForce).containsExactly("one");
    }

    @Test
    @DisplayName("A2 a bad file is rejected, the one in force stays, and it counts once")
    void a2_badFile() throws IOException, KeyMaterialException {
        WatchedFile<String> watched = open();
        Files.writeString(file, "bad");
        watched.refresh();
        watched.refresh();
        assertThat(watched.current()).isEqualTo("one");
        assertThat(watched.lastFault()).contains("bad it is");
        assertThat(watched.faults()).isEqualTo(1);
        Files.writeString(file, "two");
        watched.refresh();
        assertThat(watched.current()).isEqualTo("two");
        assertThat(watched.lastFault()).isEmpty();
        Files.writeString(file, "bad");
        watched.refresh();
        assertThat(watched.faults()).isEqualTo(2);
        assertThat(inForce).containsExactly("one", "two");
    }

    @Test
    void aFileThatIsGone() throws IOException, KeyMaterialException {
        WatchedFile<String> watched = open();
        Files.delete(file);
        watched.refresh();
        watched.refresh();
        assertThat(watched.current()).isEqualTo("one");
        assertThat(watched.lastFault()).hasValueSatisfying(fault -> assertThat(fault).startsWith("cannot be read"));
        assertThat(watched.faults()).isEqualTo(1);
        Files.writeString(file, "one");
        watched.refresh();
        assertThat(watched.lastFault()).isEmpty();
        assertThat(watched.current()).isEqualTo("one");
    }

    @Test
    void aFileThatIsTooLarge() throws IOException, KeyMaterialException {
        WatchedFile<String> watched = open();
        Files.writeString(file, "x".repeat(1 << 20));
        watched.refresh();
        assertThat(watched.current()).hasSize(1 << 20);
        Files.writeString(file, "y".repeat((1 << 20) + 1));
        watched.refresh();
        assertThat(watched.current()).startsWith("x");
        assertThat(watched.lastFault()).isPresent();
    }

    @Test
    @DisplayName("A link that turns to another file, as a mounted secret does")
    void aLink() throws IOException, KeyMaterialException {
        Path other = directory.resolve("other");
        Files.writeString(other, "two");
        Path link = directory.resolve("link");
        Files.createSymbolicLink(link, file);
        WatchedFile<String> watched = WatchedFile.open(link, text -> text, inForce::add);
        Files.delete(link);
        Files.createSymbolicLink(link, other);
        watched.refresh();
        assertThat(watched.current()).isEqualTo("two");
    }

    private WatchedFile<String> open() throws IOException, KeyMaterialException {
        return WatchedFile.open(file, WatchedFileTest::read, inForce::add);
    }

    private static String read(String text) throws KeyMaterialException {
        if (text.equals("bad")) {
            throw new KeyMaterialException(List.of("bad it is"));
        }
        return text;
    }
}
