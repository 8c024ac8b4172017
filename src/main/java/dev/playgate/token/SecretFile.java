package dev.playgate.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Supplier;

/** Files with secrets that Playgate makes itself: readable by their owner alone, and never seen half-written. */
final class SecretFile {

    private SecretFile() {
    }

    /** Leaves a file that is there as it is. */
    static void createIfMissing(Path file, Supplier<String> content) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Path directory = Files.createDirectories(file.toAbsolutePath().getParent());
        // A temporary file is for its owner alone from the start, where the file system knows of owners.
        Path unfinished = Files.createTempFile(directory, ".", ".tmp");
        try {
            Files.writeString(unfinished, content.get());
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
